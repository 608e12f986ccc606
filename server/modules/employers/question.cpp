#include "modules/employers/question.h"

#include "base/text.h"

namespace niangjia::employers {

namespace {

Result<std::string> read_under(store::ReadTx& tx, Id realm_id, const Query& query) {
  std::string name = value_of(query, "union").empty() ? "under" : "union";
  TRY(Id id, read_id_of(query, name, "uni"));
  if (id == 0) return std::string();
  std::string path = path_of_union(tx, realm_id, id);
  if (path.empty()) return wrong_query(name, "找不到所选的工会，请重新选择。");
  return path;
}

Result<ListOrder> read_order(const Query& query, bool has_total) {
  std::string text = value_of(query, "sort");
  ListOrder order;
  order.descends = text.starts_with('-');
  if (order.descends) text.erase(0, 1);
  if (text == "name") {
    order.sort = ListSort::name;
  } else if (has_total && text == "total_count") {
    order.sort = ListSort::total;
  } else if (!text.empty()) {
    return wrong_query("sort", has_total ? "不能按这一列排序，可按名称或合计人数排序。"
                                   : "不能按这一列排序，可按名称排序。");
  }
  return order;
}

// A brand by its id or by any of its names.
Result<Id> read_brand(store::ReadTx& tx, Id realm_id, const Query& query) {
  TRY(std::string text, read_words(query, "brand"));
  if (text.empty()) return Id{0};
  if (auto id = id_from_wire("brd", text)) return *id;
  BrandBook book(list_brands(tx, realm_id));
  const Brand* brand = book.find(text);
  if (!brand) return wrong_query("brand", "没有登记“" + text + "”这个品牌，请从品牌列表中选择。");
  return brand->id;
}

}  // namespace

Result<Id> read_after(const Query& query, std::string_view prefix) { return read_id_of(query, "after", prefix); }

Result<EmployerFilter> read_employer_filter(store::ReadTx& tx, Id realm_id, const Query& query) {
  EmployerFilter filter;
  TRY(filter.under, read_under(tx, realm_id, query));
  TRY(filter.words, read_words(query, "q"));
  TRY(filter.township, read_words(query, "township"));
  TRY(filter.order, read_order(query, false));
  return filter;
}

Result<OutletFilter> read_outlet_filter(store::ReadTx& tx, Id realm_id, const Query& query) {
  OutletFilter filter;
  TRY(filter.under, read_under(tx, realm_id, query));
  TRY(filter.words, read_words(query, "q"));
  TRY(filter.township, read_words(query, "township"));
  TRY(filter.brand_id, read_brand(tx, realm_id, query));
  TRY(filter.order, read_order(query, true));
  if (std::string text = value_of(query, "status"); !text.empty()) {
    filter.status = record::from_word<OutletStatus>(text);
    if (!filter.status) return wrong_query("status", "网点状态应为在营或已撤。");
  }
  if (std::string text = value_of(query, "wants"); !text.empty()) {
    if (text != "position") return wrong_query("wants", "待完善只有“没有位置”一项。");
    filter.wants_position = true;
  }
  if (std::string text = value_of(query, "has_union"); !text.empty())
    filter.has_union = text == "true" || text == "1";
  return filter;
}

}  // namespace niangjia::employers
