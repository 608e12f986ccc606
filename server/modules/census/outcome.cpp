#include "modules/census/outcome.h"

#include <algorithm>
#include <array>

namespace niangjia::census {

namespace {

constexpr std::array kOutcomes{
    std::array<std::string_view, 3>{"accepted", "接受", "是"},   std::array<std::string_view, 3>{"rejected", "退回", "否"},
    std::array<std::string_view, 3>{"merged", "合并", "合并"},   std::array<std::string_view, 3>{"pending", "待处理", "待处理"},
    std::array<std::string_view, 3>{"skipped", "不计", "跳过"},
};

using enum Severity;
constexpr Reason kReasons[] = {
    // identity numbers (GB 11643)
    {"id_missing", error, "没有填写证件号码，请补填后重新导入"},
    {"id_numeric", error, "证件号码单元格是数值格式，第15位以后已被电子表格改成0，请把该列设为文本格式后重新填写"},
    {"id_sci_text", error, "证件号码成了科学计数法（如3.3E+17），数字已丢失，请按文本格式重新填写"},
    {"id_bad_length", error, "证件号码位数不对，居民身份证应为18位，请核对原件"},
    {"id_bad_letters", error, "证件号码中有不该出现的字符，请核对原件"},
    {"id_bad_date", error, "证件号码中的出生日期不存在，请核对原件"},
    {"id_bad_area", error, "证件号码前两位不是省级代码，请核对原件"},
    {"id_bad_check", error, "证件号码校验位不对，至少有一位填错，请核对原件"},
    {"future_birth", error, "证件号码中的出生日期晚于统计日期，请核对原件"},
    {"under16", error, "未满16周岁，不能作为职工登记，请核对证件号码和日期"},
    {"id_two_names", error, "同一证件号码在前面登记的是另一个姓名，请核对是谁的号码"},
    {"id_space", fixed, "证件号码中的空格已去掉"},
    {"id_full", fixed, "证件号码中的全角数字已改为半角"},
    {"id_apos", fixed, "证件号码前的撇号已去掉"},
    {"id_lower_x", fixed, "证件号码末位小写x已改为大写X"},
    {"id_15", fixed, "15位旧身份证号已换算为18位"},
    {"id_hkmt", note, "港澳台居民居住证"},
    {"id_foreign_old", note, "外国人永久居留身份证（旧版15位）"},
    {"id_foreign_new", note, "外国人永久居留身份证（新版18位）"},
    // persons
    {"name_missing", error, "没有填写姓名，请补填后重新导入"},
    {"name_space", fixed, "姓名中的空格已去掉"},
    {"name_dot", fixed, "姓名中的间隔号已统一为“·”"},
    {"name_note_resigned", note, "姓名或备注注明已离职，作为历史保留，不计入人数"},
    {"name_note_other", fixed, "姓名后的括号说明已移到备注"},
    {"name_variant", warning, "同一证件号码的姓名有一字不同，按同一人处理，请核对姓名"},
    {"gender_conflict", warning, "性别与证件号码不一致，按证件号码登记，请核对"},
    {"birth_conflict", warning, "出生日期与证件号码不一致，按证件号码登记，请核对"},
    {"date_bad", warning, "日期看不懂或不存在，未登记，请补填"},
    {"date_amb", warning, "日期写成数值（如2019.1），分不清1月还是10月，未登记，请补填"},
    {"ph_missing", warning, "没有填写手机号，请补填"},
    {"ph_land", warning, "填写的是固定电话，请补填手机号"},
    {"ph_bad", warning, "手机号位数或号段不对，请核对"},
    {"ph_space", fixed, "手机号中的空格、短横或国家码已去掉"},
    {"ph_full", fixed, "手机号中的全角数字已改为半角"},
    {"ph_shared", warning, "这个手机号已登记在另一人名下，请核对"},
    {"not_courier", note, "岗位不是快递员，登记但不计入快递员人数"},
    {"outside_county", note, "所在镇街不在本县（市、区），登记但不计入本地人数"},
    {"second_relation", note, "此人前面已登记，本行记为另一份工作"},
    {"dup_row", note, "与前面的一行重复，未再登记"},
    {"already_here", note, "库中已有相同记录，没有变化"},
    {"gap_filled", fixed, "此人已登记，原来空着的已补填，已有的没有改动"},
    {"member_number_unknown", error, "没有这个会员编号，或此人不在您的管理范围内，请用导出的待补正名单填写"},
    {"member_number_of_another", error, "会员编号与姓名对不上，请核对是否填错了行"},
    {"unknown_category", warning, "类别不在代码表中，按“未说明”登记，请核对"},
    {"outside_scope", error, "这一行所属的工会或镇街不在您的管理范围内，请交由相应工会导入"},
    // outlets
    {"closed", note, "备注注明已撤点或关停，登记但不计入统计"},
    {"count_text", fixed, "人数中的文字已去掉"},
    {"count_full", fixed, "人数中的全角数字已改为半角"},
    {"count_bad", warning, "人数看不懂，按0登记，请核对"},
    {"total_mismatch", warning, "合计与分项之和不等，按分项登记，请核对"},
    {"dup_outlet", note, "同名同代码的网点前面已登记，未再登记"},
    {"platform_outlet", note, "平台站点"},
    {"town_short", fixed, "镇街简称已写成全称"},
    {"town_old_name", fixed, "镇街旧名已改为现名"},
    {"town_unknown", warning, "镇街名称在本县（市、区）找不到，请核对"},
    {"unknown_brand", warning, "品牌不在名录中，已新增，请核对是否为已有品牌的别名"},
    {"uscc_lower", fixed, "统一社会信用代码中的小写字母已改为大写"},
    {"uscc_bad_check", warning, "统一社会信用代码校验位不对，未登记代码，请核对"},
    {"uscc_bad_letter", warning, "统一社会信用代码中有不该出现的字母（不用I、O、Z、S、V），未登记代码，请核对"},
    {"uscc_bad_length", warning, "统一社会信用代码应为18位，未登记代码，请核对"},
    {"outlet_name_missing", error, "没有填写网点名称，请补填后重新导入"},
    // unions
    {"union_name_missing", error, "没有填写工会名称，请补填后重新导入"},
    {"dup_name_same_parent", error, "同一上级工会下已有同名工会，请核对是否重复填报"},
    {"unknown_parent", error, "上级工会不在库中也不在本表中，请核对名称或先登记上级工会"},
    {"no_docno_2021", error, "本年新建工会没有批复文号，请补填上级工会的批复文号"},
    {"found_before_approval", error, "首届工会的建会日期早于批复日期；建会日期应为上级批复选举结果的日期，请核对"},
    {"chair_is_legal_rep_new", error, "本年新建工会的主席是单位法定代表人，不符合企业工会主席任职规定，请核对"},
    {"chair_is_legal_rep_stock", warning, "工会主席是单位法定代表人，请在换届时调整"},
    {"docno_wrong_bracket", fixed, "批复文号的括号已改为六角括号〔〕"},
    {"female_gt_total", warning, "女职工（女会员）数大于总数，请核对"},
    {"members_gt_employees", warning, "会员数大于职工总数，请核对"},
    {"reelection_2021_not_founding", note, "批复是换届批复，不计为新建"},
    {"revoked", note, "工会已撤销，作为历史保留，不计入统计"},
    {"term_not_3_or_5", warning, "届期应为3年或5年，请核对"},
    {"union_code_bad_check", warning, "工会统一社会信用代码校验位不对，未登记代码，请核对"},
    {"union_code_is_employer", warning, "工会代码一栏填的是单位代码，工会代码以81或89开头；已改记为单位代码，请补填"},
    {"unknown_type", warning, "组织类型不在代码表中，按“其他”登记，请核对"},
    // covers
    {"unit_name_missing", error, "没有填写覆盖单位名称，请补填后重新导入"},
    {"unknown_union", error, "工会不在库中，请核对名称或先导入工会组织信息采集表"},
    {"ambiguous_union", error, "有多家同名工会，分不清是哪一家，请写明上级工会"},
    // members and standing
    {"dup_in_stock", error, "此人已在另一工会在会，一人只能有一个会籍，请办理转会"},
    {"in_other_county", error, "此人在其他县（市、区）总工会已有会籍，请先办理转会"},
    {"standing_exists", error, "此人已有会籍记录，状态不同，请用会籍变化登记表办理"},
    {"unknown_standing", error, "会籍状态看不懂，应为在会、保留会籍或已退会"},
    {"kept_standing", note, "保留会籍，不计入会员数"},
    {"left_standing", note, "已退会，不计入会员数"},
    {"join_date_missing", warning, "没有入会日期，按填报日期登记，请补填"},
    {"event_bad_date", error, "会籍变化日期没有填或不存在，请补填后重新导入"},
    {"event_future_date", error, "会籍变化日期晚于填报日期，请核对"},
    {"unknown_event", error, "会籍变化类型看不懂，应为入会、转入、保留、转出、除名、退会"},
    {"event_of_unknown_person", error, "查不到此人的会籍，不能办理这项变化，请先登记入会"},
    {"event_not_active", error, "此人目前不在会，不能办理这项变化，请核对"},
    {"join_of_active_same_union", error, "此人已是本工会会员，不用再次入会"},
    {"join_of_active_other_union_becomes_transfer", note, "此人已是另一工会会员，已转为转会申请，待双方确认"},
    {"join_twice_in_year_becomes_transfer", note, "此人本年已在另一工会入会，已转为转会申请，待双方确认"},
    {"join_of_kept_becomes_restore", fixed, "此人原为保留会籍，按恢复会籍办理，不计为新会员"},
    {"correction_not_an_event", note, "信息更正不是会籍变化，请在会员信息中更改"},
    {"transfer_inside_out_only", note, "只有转出、没有转入，待对方工会确认，此人仍在原工会"},
    {"transfer_inside_in_only", note, "只有转入、没有转出，待原工会确认，此人仍在原工会"},
    {"nf_flag_blank", warning, "有新就业形态类别但“是否新业态”没有填，按类别登记"},
    {"nf_flag_conflict", warning, "“是否新业态”与类别不一致，按类别登记，请核对"},
    // stations
    {"station_name_missing", error, "没有填写站点名称，请补填后重新导入"},
    {"dup_station", note, "同一站点编号（或同名站点）前面已登记，未再登记"},
    {"station_stands", note, "库中已有这个站点，本行未再登记，没有变化"},
    {"place_gap_filled", fixed, "库中已登记，原来空着的已补填，已有的没有改动"},
    {"place_differs", warning, "与库中登记的不一致，没有改动，请核对后在页面上修改"},
    {"money_bad", warning, "金额看不懂，没有登记，请写成“35000”或“3.5万元”的样子"},
    {"money_unit", note, "金额按列名的单位换算"},
    {"unknown_code", note, "不在代码表中，按原文登记"},
    {"listing_doubtful", warning, "上图平台看不懂，没有登记，请写成“高德、百度”或“高德待审核”的样子"},
    {"station_not_in_use", note, "不是在用站点，登记但不计入在用站点数"},
    {"station_status_unknown", warning, "状态看不懂，按在用登记，请核对"},
    {"lonlat_swapped", fixed, "经度、纬度填反了，已对调"},
    {"lonlat_one_cell", fixed, "经度、纬度写在同一格，已分开"},
    {"lonlat_dms", fixed, "度分秒已换算为度"},
    {"lonlat_fullwidth", fixed, "坐标中的全角字符已改为半角"},
    {"lonlat_missing", warning, "没有填写经纬度，站点不能上图，请补填"},
    {"lonlat_bad", warning, "经纬度看不懂或不在中国境内，未登记位置，请核对"},
    {"datum_missing", warning, "没有注明坐标系，暂按GCJ-02（高德）登记，可能偏差约500米，请核对后在站点或网点的页面确认"},
    {"datum_unknown", warning, "坐标系名称看不懂，暂按GCJ-02（高德）登记，请核对后在站点页面确认"},
    {"far_from_others", warning, "位置离本县（市、区）其他站点过远，请核对坐标和坐标系"},
    {"outside_outline", warning, "位置不在本县轮廓内，请核对经纬度和坐标系"},
    {"hours_missing", warning, "没有填写开放时间，请补填"},
    {"hours_doubtful", warning, "开放时间看不懂，已按原文保留，请在站点页面按“周一至周五8:30-17:00”的样子改写"},
    {"kit_mark_doubtful", warning, "设施一格里不是√、有、数量或状态，按有登记，请核对"},
    {"service_mark_doubtful", warning, "服务项目一格里不是√或有，按提供登记，请核对"},
    {"kit_partly_broken", note, "同一项设施有坏的，按能用的数量登记"},
    {"unknown_kit", note, "设施不在代码表中，按原文登记"},
    // services
    {"service_time_missing", error, "没有填写服务时间，请补填后重新导入"},
    {"service_time_bad", error, "服务时间看不懂或不存在，请核对后重新导入"},
    {"service_year_missing", fixed, "服务时间没有写年份，已按填报日期所在年份登记"},
    {"unknown_station", error, "查不到这个站点，请核对编号或名称，或先导入服务站点登记表"},
    {"unknown_station_sheet", error, "表里没有站点一列，工作表名称和标题也认不出是哪个站点，请把工作表名称改成站点名称或编号后重新导入"},
    {"ambiguous_station", error, "有多个同名站点，分不清是哪一个，请改填站点编号"},
    {"unknown_item", error, "服务项目不在目录中，请核对，或先在“服务项目”页面登记"},
    {"bad_count", error, "人次应为正整数，请核对"},
    {"no_count_in_row", note, "这一行各个项目都没有人次，不登记"},
    {"part_already_here", note, "这一行有的项目库中已有，只登记没有的"},
    {"columns_sum_differs", warning, "各项目人次相加与合计一列不符，按各项目登记，请核对"},
    {"future_date", error, "服务日期晚于填报日期，请核对"},
    {"before_start", error, "服务日期早于站点启用日期，请核对"},
    // rows that are no data
    {"rows_empty", note, "空行"},
    {"rows_only_seq", note, "只有序号的行"},
    {"rows_subtotal", note, "小计行"},
    {"rows_total", note, "合计行"},
    {"rows_repeated_header", note, "重复的表头"},
    {"rows_footer", note, "表尾"},
};

}  // namespace

std::string_view outcome_word(Outcome o) { return kOutcomes[static_cast<std::size_t>(o)][0]; }
std::string_view outcome_label(Outcome o) { return kOutcomes[static_cast<std::size_t>(o)][1]; }
std::string_view outcome_answer(Outcome o) { return kOutcomes[static_cast<std::size_t>(o)][2]; }

const Reason* find_reason(std::string_view code) {
  for (const Reason& r : kReasons)
    if (r.code == code) return &r;
  return nullptr;
}

std::string sentence_of(const Hit& hit) {
  const Reason* reason = find_reason(hit.code);
  std::string out(reason ? reason->sentence : hit.code);
  if (!hit.detail.empty()) out += "（" + hit.detail + "）";
  return out;
}

bool Verdict::has_code(std::string_view code) const {
  return std::any_of(hits.begin(), hits.end(), [&](const Hit& h) { return h.code == code; });
}

bool Verdict::has_severity(Severity severity) const {
  return std::any_of(hits.begin(), hits.end(), [&](const Hit& h) {
    const Reason* r = find_reason(h.code);
    return r && r->severity == severity;
  });
}

}  // namespace niangjia::census
