#pragma once
// A list taken out as a workbook, page by page of one snapshot, under the scope of the list and told to the journal.

#include <functional>

#include "access/taken_list.h"

namespace niangjia {

template <class Row>
struct TakenPages {
  std::string_view title, subject_kind;  // 通知发件箱, notice
  std::vector<sheet::BookColumn> columns;
  // The rows behind `last` (null: the first ones); empty at the end.
  std::function<std::vector<Row>(store::ReadTx& tx, const Row* last)> page;
  std::function<sheet::OutCell(store::ReadTx& tx, const sheet::BookColumn& column, const Row& row)> cell;
};

template <class Row>
Result<std::string> take_pages(House& house, const Actor& actor, const Scope& scope, const TakenPages<Row>& list) {
  const Taking taking(house, actor);
  TRY(sheet::WrittenBook book, house.database.read([&](store::ReadTx& tx) -> Result<sheet::WrittenBook> {
    std::vector<Row> rows = list.page(tx, nullptr);
    std::size_t at = 0;
    return sheet::write_book(list.title, taking.note(), taking.watermark(), list.columns,
                             [&](std::vector<sheet::OutCell>& cells) -> Result<bool> {
                               if (at == rows.size() && !rows.empty()) {
                                 const Row last = std::move(rows.back());
                                 rows = list.page(tx, &last), at = 0;
                               }
                               if (rows.empty()) return false;
                               for (const auto& column : list.columns) cells.push_back(list.cell(tx, column, rows[at]));
                               ++at;
                               return true;
                             });
  }));
  return taking.journalled(scope, list.subject_kind, "导出" + std::string(list.title), book);
}

}  // namespace niangjia
