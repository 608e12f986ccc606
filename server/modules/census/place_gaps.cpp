#include "modules/census/place_gaps.h"

#include <algorithm>
#include <variant>

#include "base/crypto.h"
#include "base/money.h"
#include "base/text.h"

namespace niangjia::census {

namespace {

constexpr std::size_t kMostTold = 4;
constexpr double kSamePlace_m = 20;

// One column's value as text: a letter for its kind, then the value; blobs in hexadecimal digits.
class PackedValue : public record::ColumnSink {
 public:
  std::string text = "n";
  void put_null() override { text = "n"; }
  void put_integer(std::int64_t value) override { text = "i" + std::to_string(value); }
  void put_real(double value) override { text = "r" + std::to_string(value); }
  void put_text(std::string_view value) override { text = "t" + std::string(value); }
  void put_blob(std::string_view value) override { text = "b" + to_hex(value); }
};

class UnpackedValue : public record::ColumnSource {
 public:
  explicit UnpackedValue(std::string_view packed) : kind_(packed.empty() ? 'n' : packed[0]), text_(packed.substr(packed.empty() ? 0 : 1)) {
    if (kind_ == 'b') text_ = from_hex(text_);
  }
  bool is_null(int) const override { return kind_ == 'n'; }
  std::int64_t integer(int) const override { return std::atoll(text_.c_str()); }
  double real(int) const override { return std::atof(text_.c_str()); }
  std::string_view text(int) const override { return text_; }
  std::string_view blob(int) const override { return text_; }

 private:
  char kind_;
  std::string text_;
};

const record::Field& field_of(const record::Shape& shape, std::string_view name) {
  return *std::find_if(shape.fields.begin(), shape.fields.end(), [&](const record::Field& f) { return f.name == name; });
}

std::string packed_field(const record::Shape& shape, const void* row, std::string_view name) {
  PackedValue value;
  const record::Field& field = field_of(shape, name);
  field.put(row, value);
  return value.text;
}

std::string shown(const record::Shape& shape, const void* row, std::string_view name) {
  const record::Field& field = field_of(shape, name);
  const std::string packed = packed_field(shape, row, name);
  const std::string value = packed.substr(1);
  if (field.has(record::kMoney)) return yuan_text(std::atoll(value.c_str())) + "元";
  if (field.kind == record::Kind::boolean) return value == "1" ? "有" : "无";
  for (const record::CodeWord& word : field.words)
    if (word.word == value) return std::string(word.label);
  if (name == "level") return std::string(stations::code_label(stations::StationCodes::level, value));
  if (field.kind != record::Kind::text_list) return value;
  std::vector<std::string> words;
  for (const std::string& word : record::unpack_list(value)) {
    const auto list = name == "fund_sources" ? stations::StationCodes::fund : stations::StationCodes::audience;
    words.emplace_back(stations::code_label(list, word));
  }
  return join(words, "、");
}

LonLat place_of(const record::Shape& shape, const void* row) {
  const std::string lon = packed_field(shape, row, "lon_e7"), lat = packed_field(shape, row, "lat_e7");
  return {static_cast<double>(std::atoll(lon.c_str() + 1)) / 1e7, static_cast<double>(std::atoll(lat.c_str() + 1)) / 1e7};
}

// The words are the same, and only now somebody says of which datum they are.
bool names_the_datum(const record::Shape& shape, const void* standing, const void* told) {
  return packed_field(shape, standing, "datum") == "tunknown" && packed_field(shape, told, "datum") != "tunknown" &&
         packed_field(shape, standing, "written_position") == packed_field(shape, told, "written_position");
}

// What differs between two values that are both there; empty: nothing that matters.
std::string difference(const record::Shape& shape, const FieldGroup& group, const void* standing, const void* told) {
  const std::string_view lead = group.fields.front();
  if (group.name == "position") {
    const auto apart = distance_m(place_of(shape, standing), place_of(shape, told));
    return apart <= kSamePlace_m ? std::string() : "经纬度：与登记的位置相差约" + std::to_string(static_cast<std::int64_t>(apart)) + "米";
  }
  if (field_of(shape, lead).kind == record::Kind::blob) return {};
  if (packed_field(shape, standing, lead) == packed_field(shape, told, lead)) return {};
  const std::string_view words = group.name == "hours" ? std::string_view("hours_text") : lead;
  const std::string one = shown(shape, standing, words), other = shown(shape, told, words);
  if (organisation_key(one) == organisation_key(other)) return {};
  return std::string(group.label) + "：登记“" + one + "”，表中“" + other + "”";
}

}  // namespace

const std::vector<FieldGroup>& station_groups() {
  // Not among them: 启用日期, from which a station counts; township and union, by which it is found; status, which has steps.
  static const std::vector<FieldGroup> groups{
      {"position", "经纬度", {"lon_e7", "lat_e7", "written_position", "datum"}},
      {"position_method", "采集方式", {"position_method"}},
      {"position_on", "采集时间", {"position_on"}},
      {"hours", "开放时间", {"hours", "hours_text"}},
      {"number", "站点编号", {"number"}},
      {"brand", "品牌", {"brand"}},
      {"community", "社区/村", {"community"}},
      {"address", "地址", {"address"}},
      {"door_note", "入口说明", {"door_note"}},
      {"host_unit", "场所提供单位", {"host_unit"}},
      {"builder", "建设主体", {"builder"}},
      {"building_mode", "建设模式", {"building_mode"}},
      {"keeper_name", "管理责任人", {"keeper_name"}},
      {"keeper_phone", "联系电话", {"keeper_phone_sealed"}},
      {"public_phone", "对外电话", {"public_phone"}},
      {"built_on", "建成日期", {"built_on"}},
      {"plate_on", "挂牌日期", {"plate_on"}},
      {"area_m2", "面积", {"area_m2"}},
      {"invested_fen", "投入资金", {"invested_fen"}},
      {"fund_sources", "资金来源", {"fund_sources"}},
      {"yearly_cost_fen", "年运行经费", {"yearly_cost_fen"}},
      {"access_control", "门禁方式", {"access_control"}},
      {"services", "服务项目", {"services"}},
      {"audiences", "服务对象", {"audiences"}},
      {"level", "等级/荣誉", {"level", "level_year"}},
      {"stars", "星级", {"stars"}}};
  return groups;
}

const std::vector<FieldGroup>& outlet_groups() {
  static const std::vector<FieldGroup> groups{{"position", "经纬度", {"lon_e7", "lat_e7", "written_position", "datum"}},
                                              {"address", "详细地址", {"address"}},
                                              {"employment_form", "用工形式", {"employment_form"}},
                                              {"planned_form", "拟建形式", {"planned_form"}},
                                              {"contact_name", "负责人", {"contact_name"}},
                                              {"contact_phone", "联系电话", {"contact_phone_sealed"}},
                                              {"cadre_name", "联系干部", {"cadre_name"}}};
  return groups;
}

const FieldGroup* find_group(const std::vector<FieldGroup>& groups, std::string_view name) {
  const auto at = std::find_if(groups.begin(), groups.end(), [&](const FieldGroup& g) { return g.name == name; });
  return at == groups.end() ? nullptr : &*at;
}

std::string pack_group(const record::Shape& shape, const void* row, const FieldGroup& group) {
  std::vector<std::string> values;
  for (std::string_view name : group.fields) values.push_back(packed_field(shape, row, name));
  return record::pack_list(values);
}

void unpack_group(const record::Shape& shape, void* row, const FieldGroup& group, std::string_view packed) {
  const std::vector<std::string> values = record::unpack_list(packed);
  for (std::size_t i = 0; i < group.fields.size() && i < values.size(); ++i)
    field_of(shape, group.fields[i]).take(row, UnpackedValue(values[i]), 0);
}

bool is_group_empty(const record::Shape& shape, const void* row, const FieldGroup& group) {
  const record::Field& lead = field_of(shape, group.fields.front());
  const std::string packed = packed_field(shape, row, lead.name);
  if (!lead.words.empty()) return packed.substr(1) == lead.words.front().word;
  return packed == "n" || packed == "i0" || packed == "t" || packed == "t[]" || packed == "b";
}

std::string pack_kit(const std::vector<stations::StationKit>& kit) {
  std::vector<std::string> rows;
  for (const auto& one : kit)
    rows.push_back(one.item + "|" + std::to_string(one.amount) + "|" + std::string(record::word_of(one.state)));
  std::sort(rows.begin(), rows.end());
  return record::pack_list(rows);
}

std::string pack_listing(const stations::StationListing& listing) {
  return std::string(record::word_of(listing.state)) + "|" + (listing.state_on ? listing.state_on->iso() : "");
}

void Compared::tell(Verdict& verdict, Field field) const {
  if (!filled.empty()) {
    verdict.add("place_gap_filled", Field::kCount, join(filled, "、"));
    verdict.change = "补填" + join(filled, "、");
  }
  if (differs.empty()) return;
  std::vector<std::string> told(differs.begin(), differs.begin() + static_cast<std::ptrdiff_t>(std::min(differs.size(), kMostTold)));
  std::string text = join(told, "；");
  if (differs.size() > kMostTold) text += "；等" + std::to_string(differs.size()) + "处";
  verdict.add("place_differs", field, text);
}

Compared compare_groups(const record::Shape& shape, const std::vector<FieldGroup>& groups, void* standing, const void* told,
                        const std::function<void(const FieldGroup&, std::string before, std::string after)>& keep) {
  Compared out;
  bool is_elsewhere = false;  // how another position was taken says nothing of this one
  for (const FieldGroup& group : groups) {
    if (is_group_empty(shape, told, group) || (is_elsewhere && group.name.starts_with("position_"))) continue;
    const bool is_gap = is_group_empty(shape, standing, group) || (group.name == "position" && names_the_datum(shape, standing, told));
    if (!is_gap) {
      if (std::string text = difference(shape, group, standing, told); !text.empty()) {
        is_elsewhere = is_elsewhere || group.name == "position";
        out.differs.push_back(std::move(text));
      }
      continue;
    }
    std::string before = pack_group(shape, standing, group), after = pack_group(shape, told, group);
    unpack_group(shape, standing, group, after);
    out.filled.emplace_back(group.label);
    keep(group, std::move(before), std::move(after));
  }
  return out;
}

}  // namespace niangjia::census
