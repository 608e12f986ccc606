// The kinds of file a county hands in: what each must carry and what it may carry.
#include "modules/census/census.h"

namespace niangjia::census {

namespace {

struct KindName {
  std::string_view word, label;
};

constexpr std::array<KindName, kKindCount> kNames{{
    {"outlets", "新业态网点摸底表"},
    {"roster", "从业人员花名册"},
    {"unions", "工会组织信息采集表"},
    {"coverage", "工会覆盖单位表"},
    {"members", "会员信息采集表"},
    {"standing", "会籍变化登记表"},
    {"stations", "服务站点登记表"},
    {"services", "服务登记"},
}};

std::vector<KindInfo> with_stations(std::vector<KindInfo> table) {
  using enum Field;
  table.push_back({Kind::stations,
                   {station_name},
                   {sequence,      station_number, station_brand, address,        door_note,     township,
                    township_code, longitude,      latitude,      datum,          opening_hours, kit,
                    service_list,  host_unit,      building_mode, contact_name,   contact_phone, built_on,
                    opened_on,     area,           has_sign,      station_status, note,
                    community,     position_method, position_on,  builder,       public_phone, access_control,
                    plate_on,      invested,       fund_source,   yearly_cost,   audience,     level,
                    level_year,    stars,          map_listing,   map_listed_on,
                     kit_column,    service_column}});
  table.push_back({Kind::services,
                   {given_at, station_name, service_item},
                   {sequence, station_number, given_clock, receiver_name, phone, service_amount, clerk_name, note, count_column}});
  return table;
}

// `required` holds only what no row can be judged without: a county file that covers one township has no
// township column, and one of an enterprise no column of its union's parent.
const std::vector<KindInfo>& kinds() {
  using enum Field;
  static const std::vector<KindInfo> table = with_stations({
      {Kind::outlets, {outlet_name}, {sequence,         trade,          brand,         unit_name,
                                      unit_credit_code, address,        township,      township_code,
                                      employment_form,  total_count,    courier_count, trucker_count,
                                      delivery_count,   ridehail_count, other_count,   has_union,
                                      planned_form,     contact_name,   contact_phone, cadre_name,
                                      union_name, platform, longitude, latitude, datum, note}},
      {Kind::roster,
       {name, identity_number},
       {sequence, sex,         ethnicity, identity_kind,    born_on, education,
        phone,    outlet_name, township,  township_code,    post,    entered_on,
        trade,    brand,       unit_name, unit_credit_code, address, employment_form,
        politics, is_migrant,  category,  has_union,        note}},
      {Kind::unions, {union_name}, {sequence,         union_credit_code,
                                    parent_name,      union_type,
                                    unit_name,        unit_credit_code,
                                    address,          township,
                                    township_code,    nature,
                                    industry,         legal_representative,
                                    founded_on,       approval_number,
                                    approved_on,      session_number,
                                    term_years,       term_from_on,
                                    term_to_on,       employees,
                                    female_employees, migrant_employees,
                                    Field::members,   female_members,
                                    committee_seats,  chair_name,
                                    chair_sex,        chair_post,
                                    chair_phone,      audit_chair_name,
                                    women_chair_name, is_new_form,
                                    platform,         cadre_name,
                                    union_status,     note}},
      {Kind::coverage,
       {union_name, covered_unit_name},
       {sequence, union_credit_code, unit_credit_code, from_on, to_on, employees, Field::members, is_main,
        address, township, township_code, nature, industry, legal_representative, contact_name, contact_phone,
        note}},
      {Kind::members,
       {name, identity_number, union_name},
       {sequence,    sex,        ethnicity,         identity_kind, born_on,         education, phone,
        politics,    is_migrant, union_credit_code, joined_on,     Field::standing, category,  platform,
        is_new_form, unit_name,  unit_credit_code,  post,          employment_form, address,   township,
        note,        member_number}},
      {Kind::standing,
       {name, identity_number, event_kind, event_on},
       {sequence, event_reason, sex, ethnicity, identity_kind, born_on,
        education,
        phone,
        politics,
        is_migrant,
        is_new_form,
        category,
        platform,
        union_name,
        union_credit_code,
        other_union_name,
        unit_name,
        unit_credit_code,
        post,
        employment_form,
        address,
        township,
        joined_on,
        note}},
  });
  return table;
}

}  // namespace

std::string_view kind_word(Kind kind) { return kNames[static_cast<std::size_t>(kind)].word; }

std::string_view kind_label(Kind kind) { return kNames[static_cast<std::size_t>(kind)].label; }

std::optional<Kind> kind_from_word(std::string_view word) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i].word == word) return static_cast<Kind>(i);
  }
  return std::nullopt;
}

const KindInfo& info_of(Kind kind) { return kinds()[static_cast<std::size_t>(kind)]; }

}  // namespace niangjia::census
