#include "modules/joining/exports.h"

#include "access/taken_list.h"
#include "base/identifiers.h"
#include "modules/divisions/divisions.h"
#include "modules/joining/sealing.h"

namespace niangjia::joining {

Result<ApplicationFilter> read_application_filter(const Query& query, Date today) {
  ApplicationFilter filter;
  filter.today = today;
  if (std::string state = value_of(query, "state"); !state.empty()) {
    filter.state = record::from_word<ApplicationState>(state);
    if (!filter.state) return wrong_query("state", "没有这种状态，请从列表中选择。");
  }
  filter.only_pool = value_of(query, "pool") == "1";
  filter.only_overdue = value_of(query, "overdue") == "1";
  filter.only_escalated = value_of(query, "late") == "1";
  TRY(filter.words, read_words(query, "q"));
  TRY(filter.poster_id, read_id_of(query, "poster", "pst"));
  return filter;
}

namespace {

sheet::OutCell cell_of(const sheet::BookColumn& column, const Application& a, const Applicant& plain,
                       std::map<Id, std::string>& names) {
  if (column.key == "identity_number") return sheet::text_cell(mask_identity(plain.identity_number));
  if (column.key == "phone") return sheet::text_cell(mask_phone(plain.phone));
  if (column.key == "union_name") return sheet::text_cell(a.is_in_pool ? "县级周转库" : names[a.union_id]);
  if (column.key == "township_code") {
    const auto* township = divisions::book().find(a.township_code);
    return sheet::text_cell(township ? township->name : a.township_code);
  }
  return sheet::book_cell(*column.field, &a);
}

}  // namespace

Result<std::string> export_applications(House& house, const Actor& actor, const Query& query) {
  Scope scope = visible(actor, "applications.export");
  const Taking taking(house, actor);
  TRY(sheet::WrittenBook book, house.database.read([&](store::ReadTx& tx) -> Result<sheet::WrittenBook> {
    TRY(ApplicationFilter filter, read_application_filter(query, house.clock.today()));
    auto columns = sheet::book_columns(
        application_shape,
        {{"identity_number", "证件号码"}, {"phone", "手机号码"}, {"union_name", "接收工会"}},
        value_of(query, "columns"));
    std::vector<Application> page;
    std::map<Id, std::string> names;
    std::size_t at = 0;
    Id after = 0;
    auto load = [&] {
      page = list_applications(tx, scope, filter, after, kMaxPageRows);
      at = 0;
      std::vector<Id> unions;
      for (const Application& a : page) unions.push_back(a.union_id);
      names = names_of_unions(tx, actor.realm_id, unions);
      if (!page.empty()) after = page.back().id;
    };
    load();
    return sheet::write_book("入会申请", taking.note(), taking.watermark(), columns,
                             [&](std::vector<sheet::OutCell>& cells) -> Result<bool> {
                               if (at == page.size()) load();
                               if (page.empty()) return false;
                               TRY(Applicant plain, unseal_applicant(house.vault, page[at]));
                               for (const auto& c : columns)
                                 cells.push_back(cell_of(c, page[at], plain, names));
                               ++at;
                               return true;
                             });
  }));
  return taking.journalled(scope, "application", "导出入会申请", book);
}

}  // namespace niangjia::joining
