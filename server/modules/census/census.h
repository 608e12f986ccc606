#pragma once
// The import centre (导入中心): a county hands in the files it has; every row is accepted, rejected, merged, pending or
// skipped, with a reason a cadre understands. Dry run first, then commit in resumable parts, undo as a whole.

#include <array>
#include <map>

#include "access/access.h"
#include "sheet/sheet.h"

namespace niangjia::census {

enum class Kind { outlets, roster, unions, coverage, members, standing, stations, services };
inline constexpr int kKindCount = 8;
std::string_view kind_word(Kind kind);    // "outlets"
std::string_view kind_label(Kind kind);   // 新业态网点摸底表
std::optional<Kind> kind_from_word(std::string_view word);

// What a column means. One list for all kinds; a kind uses some of them (layout.cpp).
enum class Field {
  sequence, name, sex, ethnicity, identity_number, born_on, education, phone, outlet_name, township, post, entered_on,
  note, trade, brand, unit_name, unit_credit_code, address, township_code, employment_form, total_count,
  courier_count, trucker_count, delivery_count, ridehail_count, other_count, has_union, planned_form, contact_name,
  contact_phone, cadre_name, union_name, union_credit_code, parent_name, union_type, nature, industry,
  legal_representative, founded_on, approval_number, approved_on, session_number, term_years, term_from_on, term_to_on,
  employees, female_employees, migrant_employees, members, female_members, committee_seats, chair_name, chair_sex,
  chair_post, chair_phone, audit_chair_name, women_chair_name, is_new_form, union_status, covered_unit_name, from_on,
  to_on, is_main, politics, is_migrant, joined_on, standing, category, event_kind, event_on, event_reason, platform,
  other_union_name, identity_kind, station_number, station_name, station_brand, door_note, longitude, latitude, datum,
  opening_hours, kit, service_list, host_unit, building_mode, built_on, opened_on, area, has_sign, station_status,
  community, position_method, position_on, builder, public_phone, access_control, plate_on, invested, fund_source,
  yearly_cost, audience, level, level_year, stars, map_listing, map_listed_on,
  given_at, given_clock, service_item, receiver_name, service_amount, clerk_name, member_number,
  kit_column, service_column, count_column,  // of several columns each (item_columns.h)
  kCount
};
inline constexpr std::size_t kFieldCount = static_cast<std::size_t>(Field::kCount);
struct FieldInfo {
  Field field;
  std::string_view word;                    // wire name: "identity_number"
  std::string_view label;                   // 身份证号
  std::vector<std::string_view> synonyms;   // header_key forms
};
const FieldInfo& info_of(Field field);
// One of those that any number of columns of a sheet may carry.
constexpr bool is_of_many_columns(Field f) { return f == Field::kit_column || f == Field::service_column || f == Field::count_column; }
std::optional<Field> field_from_word(std::string_view word);
struct KindInfo {
  Kind kind;
  std::vector<Field> required;
  std::vector<Field> optional;
};
const KindInfo& info_of(Kind kind);

// One column of a sheet: what it is called, and what it means (nothing: not understood yet, or ignored on purpose).
struct Column {
  std::uint32_t index = 0;
  std::string title;                // both header rows joined, as written
  std::optional<Field> field;
  std::vector<std::string> samples; // up to three values
};
struct SheetLayout {
  std::size_t sheet = 0;
  std::string name;
  bool is_data = false;             // false: 填表说明 and the like
  std::uint32_t header_row = 0;     // the last header row
  std::vector<Column> columns;
  std::string title;                // the merged title above
  std::vector<Field> missing;       // required fields no column carries
  std::string station;              // of a ledger: the station that a line above the table names
  bool is_of_station = false;       // no column names a station: the sheet does (sheet_station.h)
  std::uint32_t width = 0;          // cells of its widest row; 0 until the whole sheet has been read
};
struct Layout {
  std::optional<Kind> kind;         // nothing: not recognised, the cadre must say
  std::vector<SheetLayout> sheets;
  std::optional<Date> as_of;        // 填报时间
  std::optional<Date> census_on;    // 统计时点, from a note sheet or title
  bool is_complete() const;         // kind known and no required column missing on any data sheet
};
// Looks at the first rows of each sheet (and the whole of short note sheets). `said`: the kind, when a person said it.
// `remembered`: header_key → field, as mapped once by a cadre (by kind word).
using Remembered = std::map<std::string, std::map<std::string, Field>>;
Result<Layout> recognise(sheet::Workbook& book, std::optional<Kind> said, const Remembered& remembered);

// One row as the file has it, by meaning. Views live until the next row.
struct RawCell {
  std::string_view text;   // trimmed of nothing; empty when there is no cell
  sheet::CellKind kind = sheet::CellKind::empty;
  bool is_formula = false;
};
// A cell under a title that is itself a thing: 空调 √, 饮水 12.
struct ItemCell {
  Field field;
  std::string title;
  RawCell cell;
};
enum class RowSort { data, blank, sequence_only, subtotal, total, repeated_header, footer };
struct RawRow {
  std::size_t sheet = 0;
  std::string_view sheet_name;
  std::uint32_t row = 0;
  RowSort sort = RowSort::data;
  bool epoch_1904 = false;
  std::uint32_t width = 0;  // cells of the widest row of the sheet so far, header rows among them
  std::array<RawCell, kFieldCount> cells;
  std::vector<ItemCell> items;
  const RawCell& at(Field f) const { return cells[static_cast<std::size_t>(f)]; }
};
// Streams every row below the header of every data sheet in order; also the rows that are no data, with their sort.
// Skips rows up to and including (sheet, row) `after` when resuming. Stops when on_row returns false.
Result<void> read_rows(sheet::Workbook& book, const Layout& layout, const std::function<bool(const RawRow&)>& on_row);

std::string layout_to_json(const Layout& layout);
Result<Layout> layout_from_json(std::string_view json);

}  // namespace niangjia::census
