// A layout as JSON: kept with the import job between recognition, the cadre's mapping and the reading.
#include <boost/json.hpp>
#include <limits>

#include "modules/census/census.h"

namespace niangjia::census {

namespace {

namespace json = boost::json;

json::value date_value(const std::optional<Date>& day) {
  return day ? json::value(day->iso()) : json::value(nullptr);
}

json::object column_object(const Column& column) {
  json::array samples;
  for (const std::string& sample : column.samples) samples.emplace_back(sample);
  json::value field = nullptr;
  if (column.field) field = std::string(info_of(*column.field).word);
  return {{"index", column.index}, {"title", column.title}, {"field", field}, {"samples", samples}};
}

json::object sheet_object(const SheetLayout& sheet) {
  json::array columns, missing;
  for (const Column& column : sheet.columns) columns.push_back(column_object(column));
  for (Field field : sheet.missing) missing.emplace_back(std::string(info_of(field).word));
  return {{"sheet", sheet.sheet},     {"name", sheet.name},
          {"is_data", sheet.is_data}, {"header_row", sheet.header_row},
          {"title", sheet.title},     {"columns", columns},
          {"missing", missing},       {"width", sheet.width},
          {"station", sheet.station}, {"is_of_station", sheet.is_of_station}};
}

Problem unreadable(std::string_view where) {
  return refuse(Code::invalid, "census.layout_unreadable",
                "表格结构的记录读不出来（" + std::string(where) + "）。请重新上传文件识别。");
}

std::optional<std::uint64_t> number_at(const json::object& object, std::string_view key, std::uint64_t most) {
  const json::value* value = object.if_contains(key);
  if (!value) return std::nullopt;
  std::uint64_t number = 0;
  if (const auto* plain = value->if_uint64()) {
    number = *plain;
  } else if (const auto* with_sign = value->if_int64(); with_sign && *with_sign >= 0) {
    number = static_cast<std::uint64_t>(*with_sign);
  } else {
    return std::nullopt;
  }
  if (number > most) return std::nullopt;
  return number;
}

std::optional<std::string> text_at(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  if (!value || !value->is_string()) return std::nullopt;
  return std::string(value->get_string());
}

const json::array* array_at(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value ? value->if_array() : nullptr;
}

Result<std::optional<Field>> field_of(const json::value& value) {
  if (value.is_null()) return std::optional<Field>();
  if (!value.is_string()) return unreadable("field");
  const auto field = field_from_word(std::string_view(value.get_string()));
  if (!field) return unreadable("field");
  return field;
}

Result<Column> column_of(const json::value& value) {
  const json::object* object = value.if_object();
  if (!object) return unreadable("columns");
  const auto index = number_at(*object, "index", 1u << 20);
  const auto title = text_at(*object, "title");
  const json::array* samples = array_at(*object, "samples");
  const json::value* field = object->if_contains("field");
  if (!index || !title || !samples || !field) return unreadable("columns");
  Column column;
  column.index = static_cast<std::uint32_t>(*index);
  column.title = *title;
  TRY(column.field, field_of(*field));
  for (const json::value& sample : *samples) {
    if (!sample.is_string()) return unreadable("samples");
    column.samples.emplace_back(sample.get_string());
  }
  return column;
}

Result<SheetLayout> sheet_of(const json::value& value) {
  const json::object* object = value.if_object();
  if (!object) return unreadable("sheets");
  const auto number = number_at(*object, "sheet", 1u << 20);
  const auto header_row = number_at(*object, "header_row", std::numeric_limits<std::uint32_t>::max());
  const auto name = text_at(*object, "name");
  const auto title = text_at(*object, "title");
  const json::value* is_data = object->if_contains("is_data");
  const json::array* columns = array_at(*object, "columns");
  const json::array* missing = array_at(*object, "missing");
  if (!number || !header_row || !name || !title || !is_data || !is_data->is_bool() || !columns || !missing) {
    return unreadable("sheets");
  }
  SheetLayout sheet;
  sheet.sheet = *number;
  sheet.name = *name;
  sheet.is_data = is_data->get_bool();
  sheet.header_row = static_cast<std::uint32_t>(*header_row);
  sheet.title = *title;
  sheet.station = text_at(*object, "station").value_or("");
  const json::value* of_station = object->if_contains("is_of_station");
  sheet.is_of_station = of_station && of_station->is_bool() && of_station->get_bool();
  sheet.width = static_cast<std::uint32_t>(number_at(*object, "width", 1u << 20).value_or(0));
  for (const json::value& each : *columns) {
    TRY(Column column, column_of(each));
    sheet.columns.push_back(std::move(column));
  }
  for (const json::value& each : *missing) {
    TRY(const auto field, field_of(each));
    if (!field) return unreadable("missing");
    sheet.missing.push_back(*field);
  }
  return sheet;
}

Result<std::optional<Date>> date_of(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  if (!value || value->is_null()) return std::optional<Date>();
  const auto text = text_at(object, key);
  const auto day = text ? Date::parse_iso(*text) : std::nullopt;
  if (!day) return unreadable(key);
  return day;
}

Result<std::optional<Kind>> kind_of(const json::object& object) {
  const json::value* value = object.if_contains("kind");
  if (!value || value->is_null()) return std::optional<Kind>();
  const auto text = text_at(object, "kind");
  const auto kind = text ? kind_from_word(*text) : std::nullopt;
  if (!kind) return unreadable("kind");
  return kind;
}

}  // namespace

std::string layout_to_json(const Layout& layout) {
  json::array sheets;
  for (const SheetLayout& sheet : layout.sheets) sheets.push_back(sheet_object(sheet));
  json::value kind = nullptr;
  if (layout.kind) kind = std::string(kind_word(*layout.kind));
  return json::serialize(json::object{{"kind", kind},
                                      {"as_of", date_value(layout.as_of)},
                                      {"census_on", date_value(layout.census_on)},
                                      {"sheets", sheets}});
}

Result<Layout> layout_from_json(std::string_view text) {
  boost::system::error_code failure;
  const json::value value = json::parse(text, failure);
  const json::object* object = failure ? nullptr : value.if_object();
  const json::array* sheets = object ? array_at(*object, "sheets") : nullptr;
  if (!sheets) return unreadable("sheets");
  Layout layout;
  TRY(layout.kind, kind_of(*object));
  TRY(layout.as_of, date_of(*object, "as_of"));
  TRY(layout.census_on, date_of(*object, "census_on"));
  for (const json::value& each : *sheets) {
    TRY(SheetLayout sheet, sheet_of(each));
    layout.sheets.push_back(std::move(sheet));
  }
  return layout;
}

}  // namespace niangjia::census
