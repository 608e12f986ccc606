#include "modules/inbox/routes.h"

namespace niangjia::inbox {

namespace {

struct Source {
  std::string_view action, kind, title, link, path_column;
  std::string_view count_from;   // after SELECT …; the scope's condition follows
  std::string_view oldest;       // a text day, or ''
};

constexpr Source kSources[] = {
    {"imports.run", "imports", "导入批次等待处理（列对应或确认）", "/imports", "union_path",
     "FROM import_job WHERE state IN ('mapping', 'checked', 'failed') AND ", "''"},
    {"members.merge", "duplicates", "疑似重复人员等待核对", "/duplicates", "union_path",
     "FROM likely_duplicate WHERE state = 'open' AND ", "''"},
    {"members.change_standing", "transfers", "转会申请等待双方确认", "/members", "union_path",
     "FROM transfer_request WHERE state = 'open' AND ", "min(requested_on)"},
    {"members.edit", "problems", "会员资料有缺项（手机号等）", "/members", "union_path",
     "FROM person WHERE problems <> 0 AND standing = 'active' AND ", "''"},
    {"unions.edit", "terms", "工会任期已满，应当换届", "/unions", "tree_path",
     "FROM trade_union WHERE status = 'active' AND term_to_on IS NOT NULL AND term_to_on < ? AND ", "min(term_to_on)"},
};

}  // namespace

std::vector<InboxItem> inbox_of(store::ReadTx& tx, const Actor& actor) {
  std::vector<InboxItem> out;
  std::string today = system_clock().today().iso();
  for (const Source& s : kSources) {
    Scope scope = visible(actor, s.action);
    if (scope.sees_nothing()) continue;
    store::Params params;
    if (s.count_from.find('?') != std::string_view::npos) params.emplace_back(today);
    std::string sql = "SELECT count(*), " + std::string(s.oldest) + " " + std::string(s.count_from) +
                      scope.condition("", s.path_column, params);
    tx.query(sql, params, [&](const store::Row& r) {
      InboxItem item{std::string(s.kind), std::string(s.title), std::string(s.link), r.integer(0),
                     r.is_null(1) ? "" : std::string(r.text(1))};
      if (item.count > 0) out.push_back(std::move(item));
      return false;
    });
  }
  return out;
}

}  // namespace niangjia::inbox
