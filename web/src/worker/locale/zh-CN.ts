// What workers read on their phones. Source language.
export default {
  frame: { name: '娘家', large: '大字', normal: '标准字', other: 'English', retry: '重试', loading: '正在打开…', offline: '网络不通，请检查网络后重试。', broken: '系统忙，请稍后再试。', missing: '没有这个页面，请重新扫描二维码。' },
  join: {
    title: '加入工会', invited_by: '{name}邀请您入会', pool: '{name}邀请您入会，按您的工作单位和地点分到对应的工会', until: '有效期至 {day}', step: '第 {n} 步，共 {of} 步',
    about_phone: '您的手机号码', phone: '手机号码', phone_hint: '11 位手机号码', get_code: '获取验证码', again_in: '{n} 秒后重取', code: '短信验证码', code_hint: '6 位数字', code_sent: '验证码已发出，5 分钟内有效',
    about_you: '您是谁', name: '姓名', name_hint: '与身份证一致', identity: '身份证号码', identity_hint: '18 位，末位可以是 X',
    about_work: '您的工作', category: '从业类别', platform: '平台或品牌', platform_hint: '如 顺丰速运、美团，没有可不填', unit: '工作单位或网点', unit_hint: '没有单位可不填', township: '常在哪个镇街工作', choose: '请选择',
    about_consent: '请阅读并同意', required: '必需', optional: '可选',
    next: '下一步', back: '上一步', send: '提交申请', sending: '正在提交…', waiting: '网络不通，您填的内容已存在本机，联网后会自动提交，请不要关掉这个页面。', try_now: '现在再试', need_code: '验证码已过期，请重新获取后提交。',
    kept: '已找回上次没填完的内容。', forget: '清除已填内容', forget_ask: '清除这台手机上已填的内容？', cancel: '取消', sure: '清除',
    fill_phone: '请填写 11 位手机号码', fill_code: '请填写 6 位验证码', fill_name: '请填写姓名', fill_identity: '请填写 18 位身份证号码', fill_consent: '请先同意必需的事项',
  },
  receipt: {
    title: '申请进度', to: '受理工会', pool: '县级周转库（正在为您找对应的工会）', applied: '申请日期', due: '最迟答复', decided: '办结日期', reason: '说明', withdraw: '撤回申请', withdraw_ask: '撤回后可以重新申请。确定撤回吗？', withdrawn: '已撤回', keep: '请收藏或截图保存本页，随时可以查进度。', card: '看我的会员卡', cancel: '再想想', sure: '撤回',
    state: { waiting: '工会正在审批', accepted: '入会成功', refused: '没有通过', withdrawn: '已撤回', transferring: '正在办理转会' },
  },
  card: { title: '会员卡核验', mine: '电子会员卡', good: '有效', bad: '无效', union: '所在工会', since: '入会日期', checked: '核验时间 {at}', show: '请工作人员扫码核验' },
}
