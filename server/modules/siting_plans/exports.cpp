// Lists as workbooks, and the kept problem as the file that `niangjia site` reads.
#include <boost/json.hpp>
#include <cstdio>

#include "access/taken_list.h"
#include "modules/divisions/divisions.h"
#include "modules/siting_plans/wire.h"
#include "sheet/csv_line.h"

namespace niangjia::siting_plans {

namespace {

namespace json = boost::json;

std::string written(LonLat wgs84, Datum datum) {
  const LonLat p = convert(wgs84, Datum::wgs84, datum);
  char text[48];
  std::snprintf(text, sizeof text, "%.6f,%.6f", p.lon, p.lat);
  return text;
}

struct Walk {
  store::ReadTx& tx;
  const Scope& scope;
  PlaceFilter filter;
  PlacePage page;
  std::size_t at = 0;
  bool has_begun = false;

  const SitingPlace* next() {
    if (at == page.items.size() && (!has_begun || page.next != 0)) {
      page = list_places(tx, scope, filter, has_begun ? page.next : 0, kMaxPageRows);
      at = 0, has_begun = true;
    }
    return at < page.items.size() ? &page.items[at++] : nullptr;
  }
};

sheet::OutCell cell_of(const sheet::BookColumn& column, const SitingPlace& place) {
  if (column.field) return sheet::book_cell(*column.field, &place);
  if (column.key == "township_name") {
    const auto* division = divisions::book().find(place.township_code);
    return sheet::text_cell(division ? division->name : place.township_code);
  }
  const auto at = record::wgs84_of({place.lon_e7, place.lat_e7});
  return sheet::text_cell(at ? written(*at, column.key == "at_gcj02" ? Datum::gcj02 : Datum::wgs84) : "");
}

sheet::OutCell chosen_cell(const sheet::BookColumn& column, const json::value& site, const json::value& gained, std::size_t rank) {
  const LonLat at{site.at("lon").to_number<double>(), site.at("lat").to_number<double>()};
  if (column.key == "rank") return sheet::number_cell(static_cast<std::int64_t>(rank));
  if (column.key == "gained") {
    sheet::OutCell cell = sheet::number_cell(0);
    cell.number = gained.to_number<double>();
    return cell;
  }
  if (column.key == "at_wgs84") return sheet::text_cell(written(at, Datum::wgs84));
  if (column.key == "at_gcj02") return sheet::text_cell(written(at, Datum::gcj02));
  return sheet::text_cell(std::string(site.at(column.key).as_string()));
}

std::vector<sheet::BookColumn> chosen_columns(const SitingPlan& plan) {
  return {{"rank", "序号", nullptr},
          {"name", "场所名称", nullptr},
          {"address", "地址", nullptr},
          {"gained", plan.kind == PlanKind::nearest ? "就近到这里的人" : "新走得到的人", nullptr},
          {"at_wgs84", "经纬度（WGS84）", nullptr},
          {"at_gcj02", "经纬度（GCJ-02）", nullptr}};
}

std::string note_of(const Taking& taking, const SitingPlan& plan) {
  return taking.note() + "　方案：" + plan.name + "　输入摘要：" + plan.inputs_digest.substr(0, 16);
}

std::string text_of(const sheet::OutCell& cell) {
  if (cell.kind != sheet::OutCell::Kind::number) return cell.text;
  char text[32];
  std::snprintf(text, sizeof text, "%.10g", cell.number);
  return text;
}

struct DonePlan {
  SitingPlan plan;
  SitingRecord record;
};
Result<DonePlan> done_plan(store::ReadTx& tx, const Actor& actor, Id id) {
  TRY(SitingPlan plan, seen_plan(tx, actor, id));
  CHECK_OK(allow(actor, "siting.export", {plan.realm_id, plan.union_path, 0, 0}));
  auto record = find_record(tx, plan.realm_id, plan.id);
  if (plan.state != PlanState::done || !record) return refuse(Code::conflict, "siting.not_done", "这个方案还没有算出结果，不能导出。");
  return DonePlan{std::move(plan), std::move(*record)};
}

}  // namespace

Result<std::string> export_places(House& house, const Actor& actor, const Query& query) {
  Scope scope = visible(actor, "siting.export");
  if (scope.sees_nothing()) return forbidden(actor, "siting.export");
  const Taking taking(house, actor);
  std::string_view title = "候选场所";
  TRY(sheet::WrittenBook book, house.database.read([&](store::ReadTx& tx) -> Result<sheet::WrittenBook> {
    TRY(PlaceFilter filter, read_place_filter(tx, actor.realm_id, query));
    title = record::label_of(filter.kind);
    auto columns = sheet::book_columns(siting_place_shape,
                                       {{"township_name", "乡镇街道名称"}, {"at_wgs84", "经纬度（WGS84）"}, {"at_gcj02", "经纬度（GCJ-02）"}},
                                       value_of(query, "columns"));
    Walk walk{tx, scope, filter, {}, 0, false};
    return sheet::write_book(title, taking.note(), taking.watermark(), columns, [&](std::vector<sheet::OutCell>& cells) -> Result<bool> {
      const SitingPlace* place = walk.next();
      if (!place) return false;
      for (const auto& column : columns) cells.push_back(cell_of(column, *place));
      return true;
    });
  }));
  return taking.journalled(scope, "siting_place", "导出" + std::string(title), book);
}

Result<std::string> export_chosen(House& house, const Actor& actor, Id id) {
  const Taking taking(house, actor);
  TRY(DonePlan done, house.database.read([&](store::ReadTx& tx) { return done_plan(tx, actor, id); }));
  const json::value problem = json::parse(done.record.inputs), result = json::parse(done.record.result);
  const auto& chosen = result.at("chosen").as_array();
  const auto columns = chosen_columns(done.plan);
  std::size_t at = 0;
  const std::string note = note_of(taking, done.plan);
  TRY(sheet::WrittenBook book,
      sheet::write_book("选中的场所", note, taking.watermark(), columns, [&](std::vector<sheet::OutCell>& cells) -> Result<bool> {
        if (at == chosen.size()) return false;
        for (const json::value& site : problem.at("sites").as_array())
          if (site.at("id") == chosen[at])
            for (const auto& column : columns) cells.push_back(chosen_cell(column, site, result.at("gained").as_array()[at], at + 1));
        ++at;
        return true;
      }));
  const Scope scope = visible(actor, "siting.export");
  return taking.journalled(scope, "siting_plan", "导出选中的场所", book);
}

Result<std::string> export_chosen_csv(House& house, const Actor& actor, Id id) {
  const Taking taking(house, actor);
  TRY(DonePlan done, house.database.read([&](store::ReadTx& tx) { return done_plan(tx, actor, id); }));
  const json::value problem = json::parse(done.record.inputs), result = json::parse(done.record.result);
  const auto& chosen = result.at("chosen").as_array();
  const auto columns = chosen_columns(done.plan);
  std::string out(sheet::kUtf8Mark);
  std::vector<std::string> line;
  for (const auto& column : columns) line.emplace_back(column.label);
  sheet::append_csv_line(out, line);
  for (std::size_t at = 0; at < chosen.size(); ++at)
    for (const json::value& site : problem.at("sites").as_array()) {
      if (site.at("id") != chosen[at]) continue;
      line.clear();
      for (const auto& column : columns) line.push_back(text_of(chosen_cell(column, site, result.at("gained").as_array()[at], at + 1)));
      sheet::append_csv_line(out, line);
    }
  sheet::append_csv_line(out, {note_of(taking, done.plan)});
  CHECK_OK(taking.journal(visible(actor, "siting.export"), "siting_plan", "导出选中的场所", static_cast<std::int64_t>(chosen.size())));
  return out;
}

Result<std::string> export_problem(House& house, const Actor& actor, Id id) {
  const Taking taking(house, actor);
  TRY(DonePlan done, house.database.read([&](store::ReadTx& tx) { return done_plan(tx, actor, id); }));
  CHECK_OK(taking.journal(visible(actor, "siting.export"), "siting_plan", "导出选址输入", done.plan.demand_points));
  return std::move(done.record.inputs);
}

}  // namespace niangjia::siting_plans
