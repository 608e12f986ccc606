#include "modules/employers/exports.h"

#include "access/taken_list.h"

namespace niangjia::employers {

namespace {

std::string asked_columns(const Query& query) {
  auto it = query.find("columns");
  return it == query.end() ? std::string() : it->second;
}

sheet::OutCell township_cell(const TownshipName& township_name, const std::string& code) {
  std::string name = township_name && !code.empty() ? township_name(code) : std::string();
  return sheet::text_cell(name.empty() ? code : name);
}

// Rows of one page after another, all of one snapshot. Page has items and next.
template <class Page, class Load, class Fill>
Result<sheet::WrittenBook> write_pages(std::string_view title, const Taking& taking,
                                const std::vector<sheet::BookColumn>& columns, Load load, Fill fill) {
  Page page = load(Id{0});
  std::size_t at = 0;
  return sheet::write_book(title, taking.note(), taking.watermark(), columns, [&](std::vector<sheet::OutCell>& cells) -> Result<bool> {
    if (at == page.items.size() && page.next != 0) {
      page = load(page.next);
      at = 0;
    }
    if (at == page.items.size()) return false;
    for (const sheet::BookColumn& column : columns) cells.push_back(fill(column, page.items[at]));
    ++at;
    return true;
  });
}

}  // namespace

Result<std::string> export_units(House& house, const Actor& actor, const Query& query,
                                 const TownshipName& township_name) {
  Scope scope = visible(actor, "employers.read");
  const Taking taking(house, actor);
  TRY(sheet::WrittenBook book, house.database.read([&](store::ReadTx& tx) -> Result<sheet::WrittenBook> {
    TRY(EmployerFilter filter, read_employer_filter(tx, actor.realm_id, query));
    auto columns = sheet::book_columns(employer_shape, {{"township_name", "镇街"}}, asked_columns(query));
    return write_pages<EmployerPage>(
        "单位", taking, columns,
        [&](Id after) { return list_employers(tx, scope, filter, after, kMaxPageRows); },
        [&](const sheet::BookColumn& column, const Employer& e) {
          return column.field ? sheet::book_cell(*column.field, &e)
                              : township_cell(township_name, e.township_code);
        });
  }));
  return taking.journalled(scope, "employer", "导出单位列表", book);
}

Result<std::string> export_outlets(House& house, const Actor& actor, const Query& query,
                                   const TownshipName& township_name) {
  Scope scope = visible(actor, "employers.read");
  auto fill = [&](const sheet::BookColumn& column, const ListedOutlet& o) {
    if (column.field) return sheet::book_cell(*column.field, &o.row);
    if (column.key == "brand") return sheet::text_cell(o.brand_name);
    if (column.key == "unit_name") return sheet::text_cell(o.unit_name);
    if (column.key == "township_name") return township_cell(township_name, o.row.township_code);
    return sheet::number_cell(o.row.courier_count + o.row.trucker_count + o.row.delivery_count +
                              o.row.ridehail_count + o.row.other_count);
  };
  const Taking taking(house, actor);
  TRY(sheet::WrittenBook book, house.database.read([&](store::ReadTx& tx) -> Result<sheet::WrittenBook> {
    TRY(OutletFilter filter, read_outlet_filter(tx, actor.realm_id, query));
    auto columns = sheet::book_columns(
        outlet_shape,
        {{"brand", "品牌"}, {"unit_name", "企业"}, {"township_name", "镇街"}, {"total_count", "合计人数"}},
        asked_columns(query));
    return write_pages<OutletPage>(
        "网点", taking, columns,
        [&](Id after) { return list_outlets(tx, scope, filter, after, kMaxPageRows); }, fill);
  }));
  return taking.journalled(scope, "outlet", "导出网点列表", book);
}

}  // namespace niangjia::employers
