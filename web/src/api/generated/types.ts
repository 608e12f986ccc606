// Made by tools/gen from the declarations of the server. Do not edit.

/** 工会 */
export interface Union {
  /** 编号 */
  id: string | null
  /** 上级工会 */
  parent_id: string | null
  /** 工会名称 */
  name: string
  /** 组织类型 */
  type: 'federation' | 'work_committee' | 'office' | 'single_basic' | 'joint_basic' | 'industry_federation' | 'regional_federation' | 'branch' | 'group' | 'other'
  /** 层级 */
  level_code: number
  /** 工会统一社会信用代码 */
  credit_code: string
  /** 所在乡镇街道 */
  township_code: string
  /** 地址 */
  address: string
  /** 主建单位 */
  unit_id: string | null
  /** 所属行业 */
  industry: string
  /** 条线上级 */
  industry_parent_id: string | null
  /** 经费收缴上级 */
  fund_parent_id: string | null
  /** 建会日期 */
  founded_on: string | null
  /** 批复文号 */
  approval_number: string
  /** 批复日期 */
  approved_on: string | null
  /** 届次 */
  session_number: number
  /** 届期（年） */
  term_years: number
  /** 任期起 */
  term_from_on: string | null
  /** 任期止 */
  term_to_on: string | null
  /** 职工总数 */
  employees_reported: number
  /** 女职工数 */
  female_employees_reported: number
  /** 农民工数 */
  migrant_employees_reported: number
  /** 会员总数（填报） */
  members_reported: number
  /** 女会员数（填报） */
  female_members_reported: number
  /** 委员数 */
  committee_seats: number
  /** 工会主席 */
  chair_name: string
  /** 主席性别 */
  chair_sex: string
  /** 专兼职 */
  chair_post: string
  /** 经审会主任 */
  audit_chair_name: string
  /** 女工委主任 */
  women_chair_name: string
  /** 新业态标志 */
  is_new_form: boolean
  /** 工会状态 */
  status: 'preparing' | 'active' | 'locked' | 'dissolved' | 'merged'
  /** 撤销日期 */
  ended_on: string | null
  /** 并入工会 */
  merged_into_id: string | null
  /** 备注 */
  note: string
  /** 导入批次 */
  import_id: string | null
  /** 版本 */
  version: number
  /** 更新时间 */
  updated_at: string
}

/** 工会变更 */
export interface UnionChange {
  /** 编号 */
  id: string | null
  /** 工会 */
  union_id: string | null
  /** 变更种类 */
  kind: 'entered' | 'founded' | 'edited' | 'renamed' | 'moved' | 'merged' | 'dissolved' | 'absorbed' | 'import_undone' | 'reelected' | 'by_elected' | 'extended'
  /** 变更日期 */
  changed_on: string
  /** 文号 */
  document_number: string
  /** 事由 */
  reason: string
  /** 变更前 */
  before_json: string
  /** 变更后 */
  after_json: string
  /** 相关工会 */
  other_union_id: string | null
  /** 登记时间 */
  at: string
}

/** 覆盖单位 */
export interface UnionCover {
  /** 编号 */
  id: string | null
  /** 工会 */
  union_id: string | null
  /** 覆盖单位 */
  unit_id: string | null
  /** 覆盖起始日期 */
  from_on: string | null
  /** 覆盖终止日期 */
  to_on: string | null
  /** 是否主建单位 */
  is_main: boolean
  /** 职工数 */
  employees: number
  /** 导入批次 */
  import_id: string | null
}

/** 单位 */
export interface Employer {
  /** 编号 */
  id: string | null
  /** 单位名称 */
  name: string
  /** 单位统一社会信用代码 */
  credit_code: string
  /** 所在乡镇街道 */
  township_code: string
  /** 单位地址 */
  address: string
  /** 单位性质类别 */
  nature: string
  /** 所属行业 */
  industry: string
  /** 法定代表人 */
  legal_representative: string
  /** 职工数 */
  employees: number
  /** 导入批次 */
  import_id: string | null
  /** 更新时间 */
  updated_at: string
}

/** 品牌 */
export interface Brand {
  /** 编号 */
  id: string | null
  /** 品牌 */
  name: string
  /** 别名 */
  aliases: string[]
  /** 业态 */
  trade: string
}

/** 网点 */
export interface Outlet {
  /** 编号 */
  id: string | null
  /** 网点名称 */
  name: string
  /** 企业 */
  unit_id: string | null
  /** 品牌 */
  brand_id: string | null
  /** 业态类别 */
  trade: string
  /** 统一社会信用代码 */
  credit_code: string
  /** 详细地址 */
  address: string
  /** 所属镇街 */
  township_code: string
  /** 用工形式 */
  employment_form: string
  /** 经纬度 */
  written_position: string
  /** 坐标系 */
  datum: 'wgs84' | 'gcj02' | 'bd09' | 'unknown'
  /** 经度 */
  lon_e7: number
  /** 纬度 */
  lat_e7: number
  /** 快递员 */
  courier_count: number
  /** 货车司机 */
  trucker_count: number
  /** 外卖配送员 */
  delivery_count: number
  /** 网约车司机 */
  ridehail_count: number
  /** 其他 */
  other_count: number
  /** 是否建会 */
  has_union: boolean
  /** 拟建形式 */
  planned_form: string
  /** 负责人 */
  contact_name: string
  /** 联系干部 */
  cadre_name: string
  /** 状态 */
  status: 'open' | 'closed'
  /** 摸底时点 */
  surveyed_on: string
  /** 备注 */
  note: string
  /** 导入批次 */
  import_id: string | null
  /** 更新时间 */
  updated_at: string
}

/** 会员 */
export interface Member {
  /** 编号 */
  id: string | null
  /** 姓名 */
  name?: string
  /** 性别 */
  sex: number
  /** 出生日期 */
  born_on?: string | null
  /** 证件类别 */
  identity_kind: number
  /** 民族 */
  ethnicity: string
  /** 学历 */
  education: string
  /** 政治面貌 */
  politics: string
  /** 是否农民工 */
  is_migrant: number
  /** 新就业形态类别 */
  category: number
  /** 平台（品牌） */
  platform: string
  /** 所在乡镇街道 */
  township_code: string
  /** 所属工会 */
  union_id: string | null
  /** 会籍状态 */
  standing: 'none' | 'applying' | 'active' | 'moving_out' | 'retained' | 'left' | 'expelled' | 'deceased'
  /** 入会日期 */
  joined_on: string | null
  /** 数据问题 */
  problems: number
  /** 并入 */
  merged_into_id: string | null
  /** 备注 */
  note?: string
  /** 导入批次 */
  import_id: string | null
  /** 版本 */
  version: number
  /** 更新时间 */
  updated_at: string
}

/** 会籍变化 */
export interface StandingEvent {
  /** 编号 */
  id: string | null
  /** 会员 */
  person_id: string | null
  /** 会籍变化类型 */
  kind: 'join' | 'transfer_in' | 'retain' | 'transfer_out' | 'expel' | 'leave' | 'restore' | 'death' | 'moved_with_union'
  /** 会籍变化日期 */
  happened_on: string
  /** 会籍变化原因 */
  reason: string
  /** 办理工会 */
  union_id: string | null
  /** 对方工会 */
  other_union_id: string | null
  /** 对方工会名称 */
  other_union_name: string
  /** 批次 */
  batch_id: string | null
  /** 新就业形态类别 */
  category: number
  /** 存量登记 */
  is_opening: boolean
  /** 导入批次 */
  import_id: string | null
  /** 登记时间 */
  recorded_at: string
}

/** 转会申请 */
export interface TransferRequest {
  /** 编号 */
  id: string | null
  /** 会员 */
  person_id: string | null
  /** 转出工会 */
  from_union_id: string | null
  /** 转入工会 */
  to_union_id: string | null
  /** 申请日期 */
  requested_on: string
  /** 来由 */
  origin: string
  /** 状态 */
  state: 'open' | 'released' | 'done' | 'refused' | 'withdrawn' | 'outside'
  /** 导入批次 */
  import_id: string | null
  /** 类型 */
  kind: 'move' | 'second' | 'give_back' | 'outward'
  /** 事由 */
  reason: string
  /** 申请时间 */
  asked_at: string
  /** 申请人 */
  asked_by: string
  /** 办理期限 */
  due_on: string | null
  /** 转出日期 */
  released_on: string | null
  /** 转出经办人 */
  released_by: string
  /** 逾期视为同意 */
  is_auto_released: boolean
  /** 办结时间 */
  settled_at: string
  /** 办结人 */
  settled_by: string
  /** 意见 */
  answer: string
  /** 转会日期 */
  moved_on: string | null
  /** 批次 */
  batch_id: string | null
  /** 借调期满日 */
  until_on: string | null
  /** 外地工会 */
  other_union_name: string
  /** 接转单号 */
  letter_number: string
  /** 承接 */
  follows_id: string | null
  /** 版本 */
  version: number
}

/** 会籍变化依据 */
export interface StandingProof {
  /** 会籍变化 */
  event_id: string | null
  /** 会籍变化类型 */
  kind: 'join' | 'transfer_in' | 'retain' | 'transfer_out' | 'expel' | 'leave' | 'restore' | 'death' | 'moved_with_union'
  /** 谈话日期 */
  talked_on: string | null
  /** 谈话人 */
  talked_by: string
  /** 谈话情况 */
  talk_note?: string
  /** 工会小组意见 */
  group_note?: string
  /** 委员会会议日期 */
  met_on: string | null
  /** 应到 */
  due_count: number
  /** 实到 */
  present_count: number
  /** 同意 */
  agreed_count: number
  /** 文号 */
  document: string
  /** 备案日期 */
  noted_on: string | null
  /** 备案人 */
  noted_by: string
}

/** 批量办理 */
export interface TransferBatch {
  /** 编号 */
  id: string | null
  /** 办理事项 */
  act: 'move' | 'retain'
  /** 转出工会 */
  from_union_id: string | null
  /** 转入工会 */
  to_union_id: string | null
  /** 会籍变化日期 */
  happened_on: string
  /** 事由 */
  reason: string
  /** 状态 */
  state: 'checking' | 'checked' | 'running' | 'stopped' | 'done' | 'undoing' | 'undone' | 'dropped'
  /** 经办人 */
  asked_by: string
  /** 提交时间 */
  asked_at: string
  /** 人数 */
  total_rows: number
  /** 已处理 */
  next_seq: number
  /** 说明 */
  message: string
  /** 办结时间 */
  finished_at: string
  /** 撤销事由 */
  undo_reason: string
  /** 版本 */
  version: number
}

/** 批量办理名单 */
export interface TransferBatchRow {
  /** 序号 */
  seq: number
  /** 会员 */
  person_id: string | null
  /** 原工会 */
  from_union_id: string | null
  /** 结果 */
  outcome: 'open' | 'ready' | 'conflict' | 'done' | 'undone' | 'kept'
  /** 原因 */
  detail: string
}

/** 借调与派遣 */
export interface Posting {
  /** 编号 */
  id: string | null
  /** 会员 */
  person_id: string | null
  /** 类型 */
  kind: 'seconded' | 'dispatched'
  /** 用工单位 */
  host_name: string
  /** 用工单位工会 */
  host_union_id: string | null
  /** 起始日期 */
  from_on: string
  /** 期满日 */
  until_on: string | null
  /** 协议或函件文号 */
  document: string
  /** 说明 */
  note: string
  /** 结束日期 */
  ended_on: string | null
  /** 登记人 */
  noted_by: string
  /** 登记时间 */
  noted_at: string
}

/** 工作关系 */
export interface WorkRelation {
  /** 编号 */
  id: string | null
  /** 人员 */
  person_id: string | null
  /** 网点 */
  outlet_id: string | null
  /** 网点名称 */
  outlet_name: string
  /** 品牌 */
  brand_id: string | null
  /** 岗位 */
  post: string
  /** 类别 */
  category: number
  /** 所在镇街 */
  township_code: string
  /** 入职时间 */
  from_on: string | null
  /** 已离职 */
  has_left: boolean
  /** 统计时点 */
  surveyed_on: string
  /** 导入批次 */
  import_id: string | null
}

/** 疑似重复 */
export interface LikelyDuplicate {
  /** 编号 */
  id: string | null
  /** 甲 */
  left_id: string | null
  /** 乙 */
  right_id: string | null
  /** 相似度 */
  score: number
  /** 依据 */
  reasons: string[]
  /** 状态 */
  state: string
  /** 导入批次 */
  import_id: string | null
}

/** 人员合并 */
export interface PersonMerge {
  /** 编号 */
  id: string | null
  /** 保留 */
  kept_id: string | null
  /** 并入 */
  gone_id: string | null
  /** 合并时间 */
  at: string
  /** 撤销时间 */
  undone_at: string | null
}

/** 导入批次 */
export interface ImportJob {
  /** 编号 */
  id: string | null
  /** 导入人 */
  account_id: string | null
  /** 文件名 */
  file_name: string
  /** 表种 */
  kind: string
  /** 状态 */
  state: 'uploaded' | 'mapping' | 'checking' | 'checked' | 'committing' | 'done' | 'undone' | 'failed'
  /** 填报日期 */
  as_of: string | null
  /** 统计时点 */
  census_on: string | null
  /** 已处理 */
  done_rows: number
  /** 总行数 */
  total_rows: number
  /** 说明 */
  message: string
  /** 上传时间 */
  created_at: string
  /** 完成时间 */
  finished_at: string | null
}

/** 导入行 */
export interface ImportRow {
  /** 工作表 */
  sheet: number
  /** 行号 */
  row_number: number
  /** 结果 */
  outcome: string
  /** 内容 */
  title: string
  /** 变化 */
  change_text: string
}

/** 事实 */
export interface Fact {
  /** 编号 */
  id: string | null
  /** 指标 */
  indicator: number
  /** 镇街 */
  township: string
  /** 日期 */
  happened_on: string
  /** 数量 */
  amount: number
  /** 类别 */
  category: number
  /** 对象 */
  subject_id: string | null
  /** 来源 */
  source_id: string | null
  /** 导入批次 */
  import_id: string | null
}

/** 通知 */
export interface Notice {
  /** 编号 */
  id: string | null
  /** 渠道 */
  channel: 'sms' | 'wechat' | 'mail' | 'gov_ding'
  /** 模板 */
  template_code: string
  /** 事项 */
  subject_kind: string
  /** 事项编号 */
  subject_id: string | null
  /** 收件人 */
  address_shown: string
  /** 状态 */
  state: 'waiting' | 'sent' | 'failed' | 'expired'
  /** 尝试次数 */
  attempts: number
  /** 计划时间 */
  due_at: string
  /** 失效时间 */
  expires_at: string
  /** 提交时间 */
  created_at: string
  /** 办结时间 */
  settled_at: string
  /** 渠道回执 */
  carrier_note: string
}

/** 建会 */
export interface Founding {
  /** 编号 */
  id: string | null
  /** 事项 */
  kind: 'founding' | 'reelection' | 'by_election' | 'extension' | 'rename' | 'resubordination' | 'widening'
  /** 工会名称 */
  name: string
  /** 组织类型 */
  type: 'federation' | 'work_committee' | 'office' | 'single_basic' | 'joint_basic' | 'industry_federation' | 'regional_federation' | 'branch' | 'group' | 'other'
  /** 上级工会 */
  parent_id: string | null
  /** 所在乡镇街道 */
  township_code: string
  /** 新业态标志 */
  is_new_form: boolean
  /** 职工人数 */
  workers: number
  /** 女职工人数 */
  women_workers: number
  /** 进度 */
  state: 'surveyed' | 'requested' | 'preparing' | 'nominated' | 'electing' | 'elected' | 'reported' | 'founded' | 'archived' | 'paused' | 'withdrawn'
  /** 本步期限 */
  due_on: string | null
  /** 立项日期 */
  opened_on: string
  /** 经办人 */
  opened_by: string
  /** 工会 */
  union_id: string | null
  /** 请示日期 */
  requested_on: string | null
  /** 党政意见 */
  opinion: string
  /** 筹建批复文号 */
  prepare_number: string
  /** 筹建批复日期 */
  prepared_on: string | null
  /** 会议形式 */
  meeting: 'none' | 'members' | 'delegates'
  /** 选举日期 */
  elected_on: string | null
  /** 应到人数 */
  due_count: number
  /** 实到人数 */
  present_count: number
  /** 会员人数 */
  member_count: number
  /** 届期（年） */
  term_years: number
  /** 报告日期 */
  reported_on: string | null
  /** 成立批复文号 */
  approval_number: string
  /** 建会日期 */
  approved_on: string | null
  /** 刻章挂牌日期 */
  sealed_on: string | null
  /** 事由 */
  reason: string
  /** 新名称 */
  new_name: string
  /** 新的上级工会 */
  to_parent_id: string | null
  /** 任期止 */
  term_to_on: string | null
  /** 届次 */
  session_number: number
  /** 在任委员 */
  seated: number
  /** 版本 */
  version: number
  /** 更新时间 */
  updated_at: string
}

/** 拟覆盖单位 */
export interface FoundingUnit {
  /** 单位 */
  unit_id: string | null
  /** 主建单位 */
  is_main: boolean
  /** 职工人数 */
  employees: number
}

/** 筹备组成员和候选人 */
export interface FoundingPerson {
  /** 编号 */
  id: string | null
  /** 所在机构 */
  body: 'group' | 'committee' | 'audit' | 'women'
  /** 姓名 */
  name: string
  /** 职务 */
  post: string
  /** 单位职务 */
  duty: string
  /** 任职限制 */
  bars: string[]
  /** 得票 */
  votes: number
  /** 当选 */
  is_elected: boolean
}

/** 选票 */
export interface FoundingBallot {
  /** 机构 */
  body: 'group' | 'committee' | 'audit' | 'women'
  /** 应选名额 */
  seats: number
  /** 发出选票 */
  issued: number
  /** 收回选票 */
  returned: number
  /** 有效选票 */
  valid: number
}

/** 走访记录 */
export interface FoundingVisit {
  /** 编号 */
  id: string | null
  /** 走访日期 */
  visited_on: string
  /** 见了谁 */
  met: string
  /** 情况 */
  result: string
  /** 下次走访 */
  next_on: string | null
  /** 走访人 */
  visited_by: string
}

/** 本人申请 */
export interface SelfRequest {
  /** 编号 */
  id: string | null
  /** 事项 */
  kind: 'correction' | 'deletion' | 'rebind'
  /** 会员 */
  person_id: string | null
  /** 说明 */
  note?: string
  /** 状态 */
  state: 'waiting' | 'done' | 'refused' | 'withdrawn'
  /** 申请时间 */
  asked_at: string
  /** 办理期限 */
  due_on: string
  /** 办结时间 */
  decided_at: string
  /** 办理人 */
  decided_by: string
  /** 答复 */
  reason: string
  /** 版本 */
  version: number
}

/** 入会海报 */
export interface Poster {
  /** 编号 */
  id: string | null
  /** 接收工会 */
  union_id: string | null
  /** 活动名称 */
  campaign: string
  /** 制作人 */
  made_by: string
  /** 制作时间 */
  made_at: string
  /** 有效期至 */
  expires_on: string
  /** 作废日期 */
  revoked_on: string | null
  /** 作废原因 */
  revoke_reason: string
  /** 版本 */
  version: number
}

/** 入会申请 */
export interface Application {
  /** 编号 */
  id: string | null
  /** 海报 */
  poster_id: string | null
  /** 申请事项 */
  kind: 'join' | 'transfer'
  /** 姓名 */
  name?: string
  /** 从业类别 */
  category: number
  /** 平台（品牌） */
  platform: string
  /** 工作单位 */
  unit_name: string
  /** 工作所在镇街 */
  township_code: string
  /** 接收工会 */
  union_id: string | null
  /** 在周转库 */
  is_in_pool: boolean
  /** 分派依据 */
  routed_by: string
  /** 状态 */
  state: 'waiting' | 'accepted' | 'refused' | 'withdrawn' | 'transferring'
  /** 申请时间 */
  applied_at: string
  /** 办理期限 */
  due_on: string
  /** 上报次数 */
  escalations: number
  /** 办结时间 */
  decided_at: string
  /** 办理人 */
  decided_by: string
  /** 意见 */
  reason: string
  /** 会员 */
  person_id: string | null
  /** 版本 */
  version: number
}

/** 同意记录 */
export interface Consent {
  /** 编号 */
  id: string | null
  /** 用途 */
  purpose: string
  /** 文本版本 */
  text_version: string
  /** 同意时间 */
  given_at: string
  /** 撤回时间 */
  withdrawn_at: string
}

/** 分派规则 */
export interface RoutingRule {
  /** 编号 */
  id: string | null
  /** 次序 */
  position: number
  /** 依据 */
  route_by: 'own_unit' | 'category' | 'platform' | 'township_rule' | 'township' | 'pool'
  /** 从业类别 */
  category: number
  /** 平台（品牌） */
  platform: string
  /** 镇街 */
  township_code: string
  /** 接收工会 */
  union_id: string | null
  /** 说明 */
  note: string
}

/** 服务站点 */
export interface Station {
  /** 编号 */
  id: string | null
  /** 站点编号 */
  number: string
  /** 站点名称 */
  name: string
  /** 品牌 */
  brand: string
  /** 管理工会 */
  union_id: string | null
  /** 乡镇街道 */
  township_code: string
  /** 社区/村 */
  community: string
  /** 地址 */
  address: string
  /** 入口说明 */
  door_note: string
  /** 经纬度 */
  written_position: string
  /** 坐标系 */
  datum: 'wgs84' | 'gcj02' | 'bd09' | 'unknown'
  /** 经度 */
  lon_e7: number
  /** 纬度 */
  lat_e7: number
  /** 采集方式 */
  position_method: 'unknown' | 'on_site' | 'map' | 'address' | 'survey' | 'other'
  /** 采集时间 */
  position_on: string | null
  /** 场所提供单位 */
  host_unit: string
  /** 建设主体 */
  builder: string
  /** 建设模式 */
  building_mode: string
  /** 管理责任人 */
  keeper_name: string
  /** 对外电话 */
  public_phone: string
  /** 建成日期 */
  built_on: string | null
  /** 启用日期 */
  opened_on: string | null
  /** 挂牌日期 */
  plate_on: string | null
  /** 面积（㎡） */
  area_m2: number
  /** 投入资金 */
  invested_fen: number
  /** 资金来源 */
  fund_sources: string[]
  /** 年运行经费 */
  yearly_cost_fen: number
  /** 统一标识 */
  has_sign: boolean
  /** 门禁方式 */
  access_control: string
  /** 开放时间（规范） */
  hours: string
  /** 开放时间 */
  hours_text: string
  /** 服务项目 */
  services: string[]
  /** 服务对象 */
  audiences: string[]
  /** 状态 */
  status: 'applied' | 'planned' | 'in_use' | 'repair' | 'paused' | 'withdrawn'
  /** 状态说明 */
  status_reason: string
  /** 等级/荣誉 */
  level: string
  /** 评定年度 */
  level_year: number
  /** 星级 */
  stars: number
  /** 上图日期 */
  listed_on: string | null
  /** 摘牌日期 */
  withdrawn_on: string | null
  /** 最近核实 */
  verified_at: string | null
  /** 备注 */
  note: string
  /** 导入批次 */
  import_id: string | null
  /** 版本 */
  version: number
  /** 更新时间 */
  updated_at: string
}

/** 站点设施 */
export interface StationKit {
  /** 设施 */
  item: string
  /** 数量 */
  amount: number
  /** 状态 */
  state: 'ok' | 'broken' | 'missing'
}

/** 站点上图 */
export interface StationListing {
  /** 上图平台 */
  platform: string
  /** 上图状态 */
  state: 'none' | 'submitted' | 'listed' | 'wrong' | 'removed'
  /** 日期 */
  state_on: string | null
}

/** 临时关闭 */
export interface StationClosing {
  /** 编号 */
  id: string | null
  /** 站点 */
  station_id: string | null
  /** 起 */
  from_on: string
  /** 止 */
  to_on: string | null
  /** 原因 */
  reason: string
}

/** 站点检查 */
export interface StationCheck {
  /** 编号 */
  id: string | null
  /** 站点 */
  station_id: string | null
  /** 检查类型 */
  kind: 'verify' | 'self' | 'patrol' | 'visit' | 'recheck'
  /** 检查时间 */
  checked_at: string
  /** 检查人 */
  checked_by: string
  /** 检查项 */
  items: string[]
  /** 得分 */
  score: number
  /** 经度 */
  lon_e7: number
  /** 纬度 */
  lat_e7: number
  /** 距站点（米） */
  distance_m: number
  /** 合格 */
  is_passed: boolean
  /** 说明 */
  note: string
}

/** 站点照片 */
export interface StationPhoto {
  /** 编号 */
  id: string | null
  /** 站点 */
  station_id: string | null
  /** 检查 */
  check_id: string | null
  /** 内容 */
  subject: string
  /** 拍摄时间 */
  taken_at: string
}

/** 站点报错 */
export interface StationReport {
  /** 编号 */
  id: string | null
  /** 站点 */
  station_id: string | null
  /** 问题 */
  kind: 'locked' | 'broken_kit' | 'wrong_sign' | 'wrong_place' | 'other'
  /** 说明 */
  note: string
  /** 时间 */
  reported_at: string
  /** 问题单 */
  trouble_id: string | null
}

/** 站点问题单 */
export interface StationTrouble {
  /** 编号 */
  id: string | null
  /** 站点 */
  station_id: string | null
  /** 问题 */
  kind: 'locked' | 'broken_kit' | 'wrong_sign' | 'wrong_place' | 'other'
  /** 说明 */
  note: string
  /** 提出时间 */
  raised_at: string
  /** 整改期限 */
  due_on: string
  /** 报错次数 */
  reports: number
  /** 状态 */
  state: 'open' | 'repaired' | 'closed'
  /** 整改时间 */
  repaired_at: string | null
  /** 办结时间 */
  closed_at: string | null
  /** 整改说明 */
  repair_note: string
  /** 办结人 */
  closed_by: string
  /** 版本 */
  version: number
}

/** 服务项目 */
export interface ServiceItem {
  /** 服务项目 */
  name: string
  /** 别名 */
  aliases: string[]
  /** 提供 */
  is_offered: boolean
  /** 每人限次 */
  person_limit: number
  /** 限次天数 */
  limit_days: number
  /** 季节起 */
  season_from: string
  /** 季节止 */
  season_to: string
  /** 说明 */
  note: string
}

/** 服务记录 */
export interface ServiceGiven {
  /** 编号 */
  id: string | null
  /** 站点 */
  station_id: string | null
  /** 乡镇街道 */
  township_code: string
  /** 服务项目 */
  item: string
  /** 日期 */
  given_on: string
  /** 时刻 */
  given_min: number
  /** 人次 */
  amount: number
  /** 服务对象 */
  receiver_name?: string
  /** 会员 */
  person_id: string | null
  /** 登记方式 */
  way: 'counter' | 'scan' | 'import'
  /** 登记人 */
  clerk_name: string
  /** 导入批次 */
  import_id: string | null
  /** 录入时间 */
  recorded_at: string
  /** 作废时间 */
  undone_at: string | null
  /** 说明 */
  remark: string
}

/** 服务物资 */
export interface ServiceStock {
  /** 站点 */
  station_id: string | null
  /** 服务项目 */
  item: string
  /** 余量 */
  amount_left: number
  /** 更新时间 */
  updated_at: string
}

/** 法人资格登记 */
export interface Registration {
  /** 编号 */
  id: string | null
  /** 登记种类 */
  kind: 'first' | 'change' | 'renewal' | 'cancellation'
  /** 进度 */
  state: 'drafted' | 'filed' | 'returned' | 'certified' | 'withdrawn'
  /** 工会 */
  union_id: string | null
  /** 工会名称 */
  name: string
  /** 组织类型 */
  type: 'federation' | 'work_committee' | 'office' | 'single_basic' | 'joint_basic' | 'industry_federation' | 'regional_federation' | 'branch' | 'group' | 'other'
  /** 上级工会 */
  parent_name: string
  /** 所在单位 */
  unit_name: string
  /** 单位统一社会信用代码 */
  unit_credit_code: string
  /** 法定代表人 */
  legal_representative: string
  /** 建会日期 */
  founded_on: string | null
  /** 批复文号 */
  approval_number: string
  /** 批复日期 */
  approved_on: string | null
  /** 届次 */
  session_number: number
  /** 任期起 */
  term_from_on: string | null
  /** 任期止 */
  term_to_on: string | null
  /** 会员人数 */
  members: number
  /** 职工人数 */
  employees: number
  /** 提交材料 */
  papers: string[]
  /** 住所 */
  address: string
  /** 办公场所 */
  premises: string
  /** 经费拨缴方式 */
  fund_channel: 'unknown' | 'tax' | 'direct' | 'treasury' | 'reserve'
  /** 经费来源 */
  fund_source: string
  /** 经办人 */
  handler: string
  /** 登记管理机关 */
  registrar: string
  /** 申请事由 */
  reason: string
  /** 原名称 */
  was_name: string
  /** 原住所 */
  was_address: string
  /** 原法定代表人 */
  was_representative: string
  /** 原登记管理机关 */
  was_registrar: string
  /** 变更事项 */
  matters: string[]
  /** 事由发生日期 */
  since_on: string
  /** 本步期限 */
  due_on: string | null
  /** 立项日期 */
  opened_on: string
  /** 填报人 */
  opened_by: string
  /** 申报日期 */
  filed_on: string | null
  /** 退回或撤回的原因 */
  answer: string
  /** 办结日期 */
  certified_on: string | null
  /** 证书号 */
  certificate_number: string
  /** 发证机关 */
  issuer: string
  /** 有效期起 */
  valid_from_on: string | null
  /** 有效期止 */
  valid_to_on: string | null
  /** 工会统一社会信用代码 */
  credit_code: string
  /** 现行证书 */
  is_in_force: boolean
  /** 版本 */
  version: number
  /** 更新时间 */
  updated_at: string
}

/** 登记办理记录 */
export interface RegistrationStep {
  /** 编号 */
  id: string | null
  /** 办理 */
  act: string
  /** 日期 */
  done_on: string
  /** 办理人 */
  done_by: string
  /** 事由 */
  reason: string
  /** 登记时间 */
  done_at: string
}

/** 选址场所 */
export interface SitingPlace {
  /** 编号 */
  id: string | null
  /** 种类 */
  kind: 'host' | 'crowd'
  /** 场所名称 */
  name: string
  /** 所属工会 */
  union_id: string | null
  /** 乡镇街道 */
  township_code: string
  /** 地址 */
  address: string
  /** 场所提供单位 */
  host_unit: string
  /** 联系人 */
  contact_name: string
  /** 经纬度 */
  written_position: string
  /** 坐标系 */
  datum: 'wgs84' | 'gcj02' | 'bd09' | 'unknown'
  /** 经度 */
  lon_e7: number
  /** 纬度 */
  lat_e7: number
  /** 可容纳人数 */
  capacity: number | null
  /** 是否愿意 */
  willing: 'unknown' | 'yes' | 'no'
  /** 人数 */
  people: number
  /** 备注 */
  note: string
  /** 版本 */
  version: number
  /** 更新时间 */
  updated_at: string
}

/** 选址方案 */
export interface SitingPlan {
  /** 编号 */
  id: string | null
  /** 方案名称 */
  name: string
  /** 范围 */
  union_id: string | null
  /** 问什么 */
  kind: 'cover' | 'promise' | 'nearest'
  /** 再建几个 */
  new_sites: number
  /** 步行半径（米） */
  radius_m: number
  /** 绕行系数（百分之） */
  detour_percent: number
  /** 计算容量 */
  uses_capacity: boolean
  /** 只用愿意的场所 */
  only_willing: boolean
  /** 时间上限（秒） */
  seconds: number
  /** 网点从业人员权重（百分之） */
  outlet_percent: number
  /** 服务人次权重（百分之） */
  service_percent: number
  /** 到了没开门的报错权重（百分之） */
  report_percent: number
  /** 其他报错权重（百分之） */
  trouble_percent: number
  /** 需求点人数权重（百分之） */
  point_percent: number
  /** 服务和报错起 */
  counted_from: string | null
  /** 服务和报错止 */
  counted_to: string | null
  /** 状态 */
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' | 'cut'
  /** 说明 */
  message: string
  /** 提出人 */
  asked_by: string
  /** 提出时间 */
  asked_at: string
  /** 开始计算 */
  started_at: string | null
  /** 算完时间 */
  ended_at: string | null
  /** 需求点数 */
  demand_points: number
  /** 需求人数 */
  demand_people: number
  /** 没有位置的网点 */
  unplaced_outlets: number
  /** 候选场所数 */
  host_count: number
  /** 在用站点数 */
  station_count: number
  /** 输入摘要 */
  inputs_digest: string
  /** 选中的场所 */
  chosen: string[]
  /** 数值 */
  value: number | null
  /** 界 */
  bound: number | null
  /** 差距 */
  gap: number | null
  /** 已证明最优 */
  is_proven: boolean
  /** 计算用时（秒） */
  solve_seconds: number | null
  /** 建前覆盖人数 */
  covered_before: number | null
  /** 建后覆盖人数 */
  covered_after: number | null
  /** 建前平均步行（米） */
  walk_before_m: number | null
  /** 建后平均步行（米） */
  walk_after_m: number | null
  /** 第二好的数值 */
  second_value: number | null
  /** 版本 */
  version: number
}

/** 操作日志 */
export interface JournalRow {
  /** 编号 */
  id: string | null
  /** 时间 */
  at: string
  /** 账号 */
  account_id: string | null
  /** 操作人 */
  actor: string
  /** 以何角色 */
  role: string
  /** 操作 */
  action: string
  /** 对象 */
  subject_kind: string
  /** 对象编号 */
  subject_id: string | null
  /** 事由 */
  reason: string
}

/** 每日查看与导出 */
export interface DisclosureDay {
  /** 账号 */
  account_id: string | null
  /** 查看完整号码次数 */
  reveals: number
  /** 导出次数 */
  exports: number
  /** 导出行数 */
  row_count: number
}

/** 统一身份认证绑定 */
export interface AccountLink {
  /** 编号 */
  id: string | null
  /** 认证方 */
  issuer: string
  /** 绑定时间 */
  linked_at: string
}

/** 所任角色 */
export interface HeldRole {
  /** 编号 */
  id: string | null
  /** 账号 */
  account_id: string | null
  /** 角色 */
  role: string
  /** 所在工会 */
  union_id: string | null
  /** 起始日期 */
  from_on: string
  /** 截止日期 */
  to_on: string | null
}
