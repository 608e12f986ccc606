#include "modules/founding/exports.h"

#include "access/taken_list.h"

namespace niangjia::founding {

Result<CaseFilter> read_case_filter(const Query& query, Date today) {
  CaseFilter filter;
  filter.today = today;
  if (std::string state = value_of(query, "state"); !state.empty()) {
    filter.state = record::from_word<CaseState>(state);
    if (!filter.state) return wrong_query("state", "没有这种进度，请从列表中选择。");
  }
  if (std::string kind = value_of(query, "kind"); !kind.empty()) {
    filter.kind = record::from_word<CaseKind>(kind);
    if (!filter.kind) return wrong_query("kind", "没有这种事项，请从列表中选择。");
  }
  TRY(filter.union_id, read_id_of(query, "union", "uni"));
  filter.only_open = value_of(query, "open") == "1";
  filter.only_waiting = value_of(query, "waits") == "1";
  filter.only_late = value_of(query, "late") == "1";
  TRY(filter.words, read_words(query, "q"));
  TRY(filter.order, read_order(query, {"name", "due_on", "opened_on", "approved_on"}));
  return filter;
}

const std::string& ParentNames::of(Id parent_id) {
  auto [it, is_new] = names_.try_emplace(parent_id);
  if (is_new)
    if (auto parent = unions::find_union(tx_, realm_id_, parent_id)) it->second = parent->name;
  return it->second;
}

Result<std::string> export_cases(House& house, const Actor& actor, const Query& query) {
  Scope scope = visible(actor, "founding.read");
  const Taking taking(house, actor);
  TRY(sheet::WrittenBook book, house.database.read([&](store::ReadTx& tx) -> Result<sheet::WrittenBook> {
    TRY(CaseFilter filter, read_case_filter(query, house.clock.today()));
    auto columns =
        sheet::book_columns(founding_case_shape, {{"parent_name", "上级工会"}}, value_of(query, "columns"));
    ParentNames names(tx, actor.realm_id);
    std::vector<FoundingCase> page = list_cases(tx, scope, filter, 0, kMaxPageRows);
    std::size_t at = 0;
    return sheet::write_book("建会事项", taking.note(), taking.watermark(), columns,
                             [&](std::vector<sheet::OutCell>& cells) -> Result<bool> {
                               if (at == page.size() && !page.empty()) {
                                 page = list_cases(tx, scope, filter, page.back().id, kMaxPageRows);
                                 at = 0;
                               }
                               if (page.empty()) return false;
                               for (const auto& c : columns)
                                 cells.push_back(c.field ? sheet::book_cell(*c.field, &page[at])
                                                         : sheet::text_cell(names.of(page[at].parent_id)));
                               ++at;
                               return true;
                             });
  }));
  return taking.journalled(scope, "founding", "导出建会事项", book);
}

}  // namespace niangjia::founding
