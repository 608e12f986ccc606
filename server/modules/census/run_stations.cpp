// A register of stations, judged and written whole.
#include "base/money.h"
#include "modules/census/item_columns.h"
#include "modules/census/run.h"
#include "modules/census/station_judge.h"
#include "modules/facts/facts.h"

namespace niangjia::census {

namespace {

SheetTitles titles_of(const Layout& layout) {
  SheetTitles titles;
  for (const SheetLayout& sheet : layout.sheets)
    for (const Column& column : sheet.columns) {
      if (column.field == Field::invested || column.field == Field::yearly_cost)
        titles.money.try_emplace({sheet.sheet, *column.field}, money_unit(column.title));
      if (column.field != Field::longitude && column.field != Field::latitude) continue;
      if (const auto datum = datum_beside(column.title)) titles.datums.try_emplace(sheet.sheet, *datum);
    }
  return titles;
}

Result<void> write_stations(store::WriteTx& tx, Run& run, StationWrites& w) {
  tx.insert_all(w.stations);
  for (const stations::Station& after : w.filled)
    if (!save_filled(tx, after)) return refuse(Code::conflict, "import.changed_meanwhile", "导入时有站点正被他人修改，请稍后再导入。");
  tx.insert_all(w.gaps);
  tx.insert_all(w.kit);
  tx.insert_all(w.listings);
  facts::emit_facts(tx, run.house.ids, w.facts);
  tx.insert_all(w.journal);
  stations::touch_stations(tx, run.job.realm_id);
  return {};
}

}  // namespace

Result<bool> run_stations(Run& run, const Progress& progress) {
  std::vector<OrganisationRow> rows;
  TRY(bool finished, each_data_row(run, [&](const RawRow& raw, std::int64_t seq) {
        rows.push_back(read_organisation_row(raw, seq));
        fold_item_columns(raw, rows.back());
        return seq % 1000 != 0 || progress(0, 0);
      }));
  if (!finished) return false;
  if (!run.is_dry_run && run.job.done_rows > 0) return true;  // written whole before a stop: only the end is missing
  TRY([[maybe_unused]] bool written,
      run.house.database.write(
          [&](store::WriteTx& tx) -> Result<bool> {
            std::vector<OrganisationRow> fresh = rows;
            StationJudge judge(run.context(), titles_of(run.layout));
            CHECK_OK(judge.judge(tx, fresh));
            std::vector<ImportRow> told = told_rows(run, fresh);
            if (!run.is_dry_run) CHECK_OK(write_stations(tx, run, judge.writes));
            CHECK_OK(keep_part(tx, run, told, 0, static_cast<std::int64_t>(rows.size())));
            return true;
          },
          store::Weight::bulk));
  return progress(run.job.total_rows, run.job.total_rows);
}

}  // namespace niangjia::census
