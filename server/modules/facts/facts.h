#pragma once
// Facts: what each act says to the figures (DESIGN section 6). An act emits facts in its own transaction;
// they are never edited, a correction is a counter-fact. A stock is the sum of its flows. Who asks for
// figures looks into modules/figures.

#include "access/access.h"

namespace niangjia::facts {

enum class Indicator : int {
  union_founded = 1,  // +1 on the day a union is founded
  union_net = 2,  // +1 founded or entered, -1 dissolved or merged: its running sum is the number of unions
  union_founded_new_form = 3,
  member_joined = 10,  // +1 for a first joining or a joining again after leaving (gross)
  member_net = 11,  // 入会+转入+恢复 − 转出−退会−除名−转保留−死亡: its running sum is 在会
  census_courier = 20,         // +1 for each distinct courier of a roster
  census_outlet_workers = 21,  // workers an outlet reported, by category
  station_open = 30,           // +1 on the day a station is opened, -1 when it is paused or withdrawn: its running sum is 在用
  service_times = 31,          // 人次 of a service given
};

struct Fact {
  Id realm_id = 0, id = 0;
  int indicator = 0;
  std::string union_path;  // as it was on that day
  std::string township;    // of the union; empty: emit_facts looks it up
  Date happened_on;
  std::int64_t amount = 0;
  int category = 0;   // of members and workers: code of the form of employment; 0: none
  Id subject_id = 0;  // person, union or outlet counted
  Id source_id = 0;   // the row that says so (standing event, work relation …)
  Id import_id = 0;
};
using record::field;
using record::id_field;
inline constexpr std::array fact_fields{
    id_field<&Fact::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&Fact::id>("id", "编号", "fct", {record::kKey | record::kReadOnly}),
    field<&Fact::indicator>("indicator", "指标"),
    field<&Fact::union_path>("union_path", "路径", {record::kHidden}),
    field<&Fact::township>("township", "镇街", {0, 12, "township"}),
    field<&Fact::happened_on>("happened_on", "日期"),
    field<&Fact::amount>("amount", "数量"),
    field<&Fact::category>("category", "类别"),
    id_field<&Fact::subject_id>("subject_id", "对象", "obj"),
    id_field<&Fact::source_id>("source_id", "来源", "obj"),
    id_field<&Fact::import_id>("import_id", "导入批次", "job"),
};
inline constexpr record::Shape fact_shape{"fact", "fact", "事实", fact_fields};
constexpr const record::Shape& shape_of(const Fact*) { return fact_shape; }

struct TailRow {
  Id realm_id = 0, id = 0;
  int indicator = 0;
  std::string union_path, township, month;
  int category = 0;
  std::int64_t amount = 0;
};
inline constexpr std::array tail_fields{
    id_field<&TailRow::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&TailRow::id>("id", "编号", "tal", {record::kKey}),
    field<&TailRow::indicator>("indicator", "指标"),
    field<&TailRow::union_path>("union_path", "路径", {record::kHidden}),
    field<&TailRow::township>("township", "镇街", {0, 12}),
    field<&TailRow::month>("month", "月份", {0, 7}),
    field<&TailRow::category>("category", "类别"),
    field<&TailRow::amount>("amount", "数量"),
};
inline constexpr record::Shape tail_shape{"figure_tail", "figure_tail", "待汇总", tail_fields};
constexpr const record::Shape& shape_of(const TailRow*) { return tail_shape; }

// Writes facts (their ids are made here) and their part of the tail. Call inside the act's transaction.
void emit_facts(store::WriteTx& tx, IdMaker& ids, std::vector<Fact>& facts);
// Counter-facts of everything an import said, on the same days: the figures become what they were.
void counter_import(store::WriteTx& tx, IdMaker& ids, Id realm_id, Id import_id, Id undo_id);
// The stock of a union and below moves to another path on a day: counter-facts there, facts here, by
// category.
void move_stock(store::WriteTx& tx, IdMaker& ids, Id realm_id, Indicator stock, std::string_view from_path,
                std::string_view to_path, Date on, Id source_id);
// Folds up to `limit` tail rows into the sums; how many were folded. Any number of servers may do this at
// once.
Result<std::int64_t> fold_tail(House& house, Id realm_id, int limit);

// --- names of the nodes and periods of figure_sum (migrations/0004_figures.sql) ---
inline constexpr std::size_t kSegment = 4;             // letters of a union's own part of its path
inline constexpr std::string_view kTerritories = "#";  // parent of the townships
inline constexpr std::string_view kNoTerritory = "-";  // of unions that belong to no township: 区级直属
inline constexpr std::string_view kWholeTime = "all";  // the period of everything ever

inline std::string_view own_segment(std::string_view path) {
  return path.size() < kSegment ? path : path.substr(path.size() - kSegment);
}
inline std::string_view parent_segment(std::string_view path) {
  return path.size() < 2 * kSegment ? std::string_view() : path.substr(path.size() - 2 * kSegment, kSegment);
}
inline std::string_view territory_node(std::string_view township) {
  return township.empty() ? kNoTerritory : township;
}

}  // namespace niangjia::facts
