#include "access/taken_list.h"
#include "modules/disclosures/disclosures.h"
#include "modules/disclosures/store.h"

namespace niangjia::disclosures {

namespace {

const std::vector<sheet::ExtraColumn>& columns_of_book() {
  static const std::vector<sheet::ExtraColumn> columns{{"on", "日期"},      {"name", "人员"},       {"login", "登录名"},
                                                       {"union_name", "任职工会"}, {"unusual", "异常"}};
  return columns;
}

sheet::OutCell cell_of(const sheet::BookColumn& column, const ListedDay& one, const std::vector<Limits>& spans) {
  if (column.field) return sheet::book_cell(*column.field, &one.row);
  if (column.key == "on") return sheet::text_cell(one.day().iso());
  if (column.key == "name") return sheet::text_cell(one.name);
  if (column.key == "login") return sheet::text_cell(one.login);
  if (column.key == "union_name") return sheet::text_cell(one.union_name);
  for (const Limits& span : spans)
    if (one.day() <= span.to) return sheet::text_cell(unusual_words(one.row, span));
  return sheet::text_cell("");
}

}  // namespace

Result<std::string> export_days(House& house, const Actor& actor, const Query& query) {
  const Scope scope = visible(actor, kSee);
  const Taking taking(house, actor);
  TRY(sheet::WrittenBook book, house.database.read([&](store::ReadTx& tx) -> Result<sheet::WrittenBook> {
    TRY(DayFilter filter, filter_of(tx, scope, query, house.clock.today()));
    const auto spans = limits_of(filter.from, filter.to);
    const std::string asked = value_of(query, "columns");
    auto columns = sheet::book_columns(disclosure_day_shape, columns_of_book(),
                                       asked.empty() ? "on,name,login,union_name,reveals,exports,row_count,unusual" : asked);
    std::vector<ListedDay> page;
    std::optional<DayCursor> after;
    std::size_t at = 0;
    return sheet::write_book(
        "查看与导出记录", taking.note(), taking.watermark(), columns,
        [&](std::vector<sheet::OutCell>& cells) -> Result<bool> {
          if (at == page.size()) page = list_days(tx, scope, filter, after, kMaxPageRows), at = 0;
          if (page.empty()) return false;
          const ListedDay& one = page[at++];
          for (const auto& column : columns) cells.push_back(cell_of(column, one, spans));
          after = DayCursor{sort_value(one, filter.sort), one.row.day, one.row.account_id};
          return true;
        });
  }));
  return taking.journalled(scope, "disclosure", "导出查看与导出记录", book);
}

}  // namespace niangjia::disclosures
