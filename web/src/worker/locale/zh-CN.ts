// What workers read on their phones. Source language.
export default {
  frame: { name: '娘家', large: '大字', normal: '标准字', other: 'English', retry: '重试', loading: '正在打开…', offline: '网络不通，请检查网络后重试。', broken: '系统忙，请稍后再试。', missing: '没有这个页面，请重新扫描二维码。' },
  join: {
    title: '加入工会', invited_by: '{name}邀请您入会', pool: '{name}邀请您入会，按您的工作单位和地点分到对应的工会', until: '有效期至 {day}', step: '第 {n} 步，共 {of} 步',
    about_phone: '您的手机号码', phone: '手机号码', phone_hint: '11 位手机号码', get_code: '获取验证码', again_in: '{n} 秒后重取', code: '短信验证码', code_hint: '6 位数字', code_sent: '验证码已发出，5 分钟内有效',
    about_you: '您是谁', name: '姓名', name_hint: '与身份证一致', identity: '身份证号码', identity_hint: '18 位，末位可以是 X',
    about_work: '您的工作', category: '从业类别', platform: '平台或品牌', platform_hint: '如 美团，可不填', unit: '工作单位或网点', unit_hint: '没有单位可不填', township: '常在哪个镇街工作', choose: '请选择',
    about_consent: '请阅读并同意', required: '必需', optional: '可选',
    next: '下一步', back: '上一步', send: '提交申请', sending: '正在提交…', waiting: '网络不通，您填的内容已存在本机，联网后会自动提交，请不要关掉这个页面。', try_now: '现在再试', need_code: '验证码已过期，请重新获取后提交。',
    kept: '已找回上次没填完的内容。', forget: '清除已填内容', forget_ask: '清除这台手机上已填的内容？', cancel: '取消', sure: '清除',
    fill_phone: '请填写 11 位手机号码', fill_code: '请填写 6 位验证码', fill_name: '请填写姓名', fill_identity: '请填写 18 位身份证号码', wrong_identity: '身份证号码最后一位对不上，多半输错了一位，请对照证件核对', fill_consent: '请先同意必需的事项',
  },
  receipt: {
    title: '申请进度', to: '受理工会', pool: '县级周转库（正在为您找对应的工会）', applied: '申请日期', due: '最迟答复', decided: '办结日期', reason: '说明', withdraw: '撤回申请', withdraw_ask: '撤回后可以重新申请。确定撤回吗？', withdrawn: '已撤回', keep: '请收藏或截图保存本页，随时可以查进度。', card: '看我的会员卡', cancel: '再想想', sure: '撤回',
    state: { waiting: '工会正在审批', accepted: '入会成功', refused: '没有通过', withdrawn: '已撤回', transferring: '正在办理转会' },
  },
  me: {
    enter: '登录职工端', realm: '总工会', tail: '证件后四位', tail_hint: '多人共用号码时填写', go: '登录', keeps: '登录后 30 天内不用再验证；可随时在“登录设备”里退出。', lost_phone: '手机号码换了，收不到验证码', rebind: '更换手机号码',
    title: '我的工会', requests: '我的申请', due: '{day} 前答复', withdraw: '撤回', held: '工会保存了我的这些信息', history: '会籍经历', work: '工作经历', reveals: '谁看过我的完整号码', no_reveals: '没有人看过。', take_home: '下载我的全部信息（数据文件）', take_paper: '下载可打印的 PDF',
    consents: '我同意过的事项', unsay: '撤回同意', unsay_ask: '撤回以后，工会不再据此联系您或替您办理这一项。确定撤回吗？', unsaid: '已撤回', ask: '信息有误或不再需要', correction: '申请更正', correction_text: '只填要改的，由所在工会核对后更正。', deletion: '申请注销', deletion_text: '退会后可以申请注销：姓名、证件号码、手机号码等全部销毁，不能恢复，统计数字不受影响。', note: '说明', send: '提交',
    device: { iphone: '苹果手机', ipad: '苹果平板', harmony: '鸿蒙手机', android: '安卓手机', windows: 'Windows 电脑', mac: '苹果电脑', linux: 'Linux 电脑', other: '其他设备' },
    through: { wechat: '微信', dingtalk: '钉钉', alipay: '支付宝', edge: 'Edge 浏览器', firefox: '火狐浏览器', chrome: 'Chrome 内核浏览器', safari: 'Safari 浏览器', other: '浏览器' },
    devices: '登录设备', this_device: '本机', end: '退出', leave: '退出登录',
    field: { identity_number: '证件号码', phone: '手机号码', born_on: '出生日期', joined_on: '入会日期', category: '从业类别', platform: '平台或品牌', ethnicity: '民族', education: '学历', politics: '政治面貌' },
    purpose: { membership: '会籍管理', benefits: '普惠服务通知', partners: '合作机构办理' },
  },
  stations: {
    title: '附近的服务站点', locate: '找离我最近的', locate_again: '重新定位', filter: '筛选', open_now: '开着的', all_day: '24 小时', search: '搜名称、地址、镇街', list: '列表', map: '地图', count: '符合条件 {n} 个，共 {of} 个', more: '再看一些', none: '没有符合条件的站点。', show_all: '看全部站点', take: '下载全部站点表格（公开数据）',
    from_copy: '没有网络，显示的是 {at} 存在本机的站点。', no_copy: '没有网络，本机也还没有存过站点。', no_place: '没有拿到位置。请在手机设置里允许定位，或直接搜索镇街。',
    open: '开着', open_all_day: '24 小时开放', open_until: '开着 · 到 {at}', shut: '关着', shut_until: '关着 · {at} 开门', paused: '暂停开放', unknown: '开放时间以现场为准', in_repair: '整改中', walk_m: '步行约 {n} 米', walk_km: '步行约 {n} 公里',
    hours: '开放时间', kit: '有', kit_out: '暂缺', services: '服务', access: '进门', phone: '电话', verified: '最近核实', unsure_place: '位置没有核准，可能偏差几百米，请以地址为准。', go: '走过去', tell: '报错', tell_later: '没有网络，没报成，请稍后再点。',
    chip: { charge: '充电', microwave: '热饭', toilet: '厕所', water: '喝水', air: '空调', battery: '换电' }, trouble: { locked: '到了没开门', broken_kit: '设施坏了', wrong_place: '地图位置不对', wrong_sign: '没有标识' }, here: '我的位置', no_tiles: '没有接地图底图：只画站点的相对位置，方格只作参照。',
    scanned: '这个站点', take_here: '我领了这项服务，点一下登记', taken: '已登记：{item}。谢谢！', elsewhere: '您离这个站点很远。这张二维码可能被挪到了别处，请以上面的地址为准。', am_i_here: '看看我离它多远', others: '看附近的其他站点',
  },
  card: { title: '会员卡核验', mine: '电子会员卡', good: '有效', bad: '无效', union: '所在工会', since: '入会日期', checked: '核验时间 {at}', show: '请工作人员扫码核验' },
}
