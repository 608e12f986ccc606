#include "modules/inbox/routes.h"

#include "modules/parameters/parameters.h"
#include "modules/stations/stations.h"

namespace niangjia::inbox {

namespace {

struct Source {
  std::string_view action, kind, title, link;  // ? in a link: today
  std::string_view under;        // the key by which that list takes a chosen union; empty: it takes none
  std::string_view path_column;
  std::string_view count_from;   // after SELECT …; the scope's condition follows
  std::string_view oldest;       // a text day, or ''
  std::string_view ahead = {};   // a second ? in it: so many days from today (data/parameters.tsv)
  std::string_view after_scope = {}, percent = {};  // follows the scope's condition, and what its % stands for (a parameter)
  bool wants_photo_limit = false;  // the first ? is the moment before which a photo is too old
};

constexpr Source kSources[] = {
    {"imports.run", "imports", "导入批次等待处理（列对应或确认）", "/imports?state=waiting", "", "union_path",
     "FROM import_job WHERE state IN ('mapping', 'checked', 'failed') AND ", "''"},
    {"applications.decide", "applications", "入会申请等待审批", "/applications?state=waiting", "", "union_path",
     "FROM application WHERE state = 'waiting' AND ", "min(due_on)"},
    {"applications.decide", "late_applications", "入会申请超过办理期限，已上报到本级", "/applications?state=waiting&late=1", "",
     "desk_path", "FROM application WHERE state = 'waiting' AND escalations > 0 AND ", "min(due_on)"},
    {"applications.decide", "aged_pool", "周转库里等待分配超过期限的职工", "/applications?state=waiting&pool=1&overdue=1", "",
     "union_path", "FROM application WHERE state = 'waiting' AND is_in_pool = 1 AND due_on < ? AND ", "min(due_on)"},
    {"founding.approve", "founding_approvals", "建会请示、候选人、选举结果等待批复", "/foundings?waits=1", "", "union_path",
     "FROM founding_case WHERE state IN ('requested', 'nominated', 'reported') AND ", "min(due_on)"},
    {"founding.write", "late_foundings", "建会步骤超过期限", "/foundings?late=1", "", "union_path",
     "FROM founding_case WHERE due_on IS NOT NULL AND due_on < ? AND ", "min(due_on)"},
    {"registrations.certify", "filed_registrations", "法人资格登记已申报，等待登记结果", "/registrations?state=filed", "under", "union_path",
     "FROM registration WHERE state = 'filed' AND ", "min(due_on)"},
    {"registrations.prepare", "returned_registrations", "法人资格登记退回，等待补正", "/registrations?state=returned", "under",
     "union_path", "FROM registration WHERE state = 'returned' AND ", "min(due_on)"},
    {"registrations.prepare", "first_registrations", "工会已批复成立，还没有申办法人资格登记",
     "/registrations/duties?kind=first&case=none", "under", "union_path",
     "FROM registration_duty WHERE kind = 'first' AND case_id IS NULL AND ", "min(since_on)"},
    {"registrations.prepare", "change_registrations", "工会名称、主席或住所已变，应办法人变更登记",
     "/registrations/duties?kind=change&case=none", "under", "union_path",
     "FROM registration_duty WHERE kind = 'change' AND case_id IS NULL AND ", "min(since_on)"},
    {"registrations.prepare", "expired_registrations", "法人资格证书已到期，应当换发",
     "/registrations/duties?kind=renewal&late=1&case=none", "under", "union_path",
     "FROM registration_duty WHERE kind = 'renewal' AND since_on < ? AND case_id IS NULL AND ",
     "min(since_on)"},
    {"registrations.prepare", "expiring_registrations", "法人资格证书将到期，还没有着手换发",
     "/registrations/duties?kind=renewal&late=0&case=none", "under", "union_path",
     "FROM registration_duty WHERE kind = 'renewal' AND since_on >= ? AND since_on <= ? AND case_id IS NULL AND ",
     "min(since_on)", "registrations.remind_days"},
    {"registrations.prepare", "cancel_registrations", "工会已撤销或合并，应办法人注销登记",
     "/registrations/duties?kind=cancellation&case=none", "under", "union_path",
     "FROM registration_duty WHERE kind = 'cancellation' AND case_id IS NULL AND ",
     "min(since_on)"},
    {"self_requests.decide", "self_requests", "职工本人申请等待办理（更正、换号、注销）", "/self-requests?state=waiting", "",
     "union_path", "FROM self_request WHERE state = 'waiting' AND ", "min(due_on)"},
    {"stations.verify", "station_applications", "站点申报等待现场核验", "/stations?status=applied", "union", "union_path",
     "FROM station WHERE status = 'applied' AND ", "''"},
    {"stations.keep", "station_troubles", "站点问题单等待整改", "/stations/troubles?state=open", "", "union_path",
     "FROM station_trouble WHERE state = 'open' AND ", "min(due_on)"},
    {"stations.verify", "station_repairs", "站点整改等待复核", "/stations/troubles?state=repaired", "", "union_path",
     "FROM station_trouble WHERE state = 'repaired' AND ", "min(due_on)"},
    {"stations.edit", "station_datums", "站点坐标系没有注明，位置可能偏几百米", "/stations?wants=datum", "union", "union_path",
     "FROM station WHERE datum = 'unknown' AND lon_e7 <> 0 AND status <> 'withdrawn' AND ", "''"},
    {"stations.keep", "station_photos", "站点照片已过期，请重拍", "/stations?wants=photos", "union", "union_path",
     "FROM station WHERE status IN ('in_use', 'repair', 'paused') AND EXISTS (SELECT 1 FROM station_photo p WHERE p.realm_id = "
     "station.realm_id AND p.station_id = station.id GROUP BY p.subject HAVING max(p.taken_at) < ?) AND ", "''", {}, {}, {}, true},
    {"members.merge", "duplicates", "疑似重复人员等待核对", "/duplicates", "union", "union_path",
     "FROM likely_duplicate WHERE state = 'open' AND ", "''"},
    {"transfers.decide", "transfers", "转会申请等待本级办理", "/transfers?state=waiting&turn=mine", "", "turn_path",
     "FROM transfer_request WHERE state IN ('open', 'released') AND turn_path <> '' AND ", "min(requested_on)"},
    {"transfers.decide", "late_transfers", "转会申请超过办理期限", "/transfers?state=waiting&turn=mine&overdue=1", "",
     "turn_path", "FROM transfer_request WHERE state IN ('open', 'released') AND turn_path <> '' AND due_on < ? AND ",
     "min(due_on)"},
    {"transfers.decide", "late_letters", "外地接转单超过期限没有回执", "/transfers?state=outside&overdue=1", "", "union_path",
     "FROM transfer_request WHERE state = 'outside' AND due_on < ? AND ", "min(due_on)"},
    {"transfers.ask", "postings", "借调或派遣期满，请核对", "/postings?open=1&over=1", "", "union_path",
     "FROM posting WHERE ended_on IS NULL AND until_on < ? AND ", "min(until_on)"},
    {"members.change_standing", "expulsions", "下级工会除名，等待备案", "/expulsions?noted=0", "", "report_path",
     "FROM standing_proof WHERE kind = 'expel' AND noted_on IS NULL AND report_path <> '' AND ", "''"},
    {"members.edit", "low_quality", "工会的数据合格率低于要求", "/members/quality?below=1", "under", "union_path",
     "FROM (SELECT union_id FROM person WHERE standing IN ('active', 'moving_out') AND merged_into_id IS NULL AND ", "''", {},
     " GROUP BY union_path, union_id HAVING sum(CASE WHEN (problems & 11) = 0 AND joined_on IS NOT NULL THEN 1 ELSE 0 END) * "
     "100 < count(*) * %) g", "members.qualified_share_percent"},
    {"members.edit", "no_mobile", "在会会员没有手机号", "/members?state=counted&problem=no_mobile", "union", "union_path",
     "FROM person WHERE (problems & 3) <> 0 AND standing IN ('active', 'moving_out') AND merged_into_id IS NULL AND ", "''"},
    {"members.edit", "problems", "会员资料有缺项（手机号、类别、入会日期）", "/members?state=counted&problem=any", "union",
     "union_path", "FROM person WHERE ((problems & 11) <> 0 OR joined_on IS NULL) AND standing IN ('active', 'moving_out') AND "
     "merged_into_id IS NULL AND ", "''"},
    {"unions.edit", "terms", "工会任期已满，应当换届", "/terms?stage=over", "under", "tree_path",
     "FROM trade_union WHERE status = 'active' AND term_to_on IS NOT NULL AND term_to_on < ? AND ", "min(term_to_on)"},
    {"unions.edit", "coming_terms", "工会任期将满，还没有着手换届", "/terms?stage=coming&case=none", "under", "tree_path",
     "FROM trade_union WHERE status = 'active' AND term_to_on >= ? AND term_to_on <= ? AND NOT EXISTS (SELECT 1 FROM "
     "founding_case f WHERE f.realm_id = trade_union.realm_id AND f.union_id = trade_union.id AND f.kind IN "
     "('reelection', 'extension') AND f.state NOT IN ('archived', 'withdrawn')) AND ",
     "min(term_to_on)", "founding.remind_first_days"},
};

// The list behind the number, asked so that it shows just these rows: of one union, when the scope is one union.
std::string link_of(const Source& source, const Actor& actor, const Scope& scope, const std::string& today) {
  std::string link(source.link);
  if (auto at = link.find("=?"); at != std::string::npos) link.replace(at + 1, 1, today);
  if (source.under.empty() || scope.paths().size() != 1) return link;
  for (const HeldRole& held : actor.held)
    if (held.union_id && held.union_path == scope.paths().front())
      return link + (link.find('?') == std::string::npos ? "?" : "&") + std::string(source.under) + "=" +
             id_to_wire("uni", held.union_id);
  return link;
}

}  // namespace

std::vector<InboxItem> inbox_of(store::ReadTx& tx, const Actor& actor, Date day) {
  std::vector<InboxItem> out;
  std::string today = day.iso();
  for (const Source& s : kSources) {
    Scope scope = visible(actor, s.action);
    if (scope.sees_nothing()) continue;
    store::Params params;
    std::string ahead;
    if (s.wants_photo_limit) params.emplace_back(stations::photos_old_before(day));
    else if (s.count_from.find('?') != std::string_view::npos) params.emplace_back(std::string_view(today));
    if (!s.ahead.empty()) {
      ahead = day.plus_days(static_cast<int>(parameters::value_on(s.ahead, day))).iso();
      params.emplace_back(std::string_view(ahead));
    }
    std::string sql = "SELECT count(*), " + std::string(s.oldest) + " " + std::string(s.count_from) +
                      scope.condition("", s.path_column, params) + std::string(s.after_scope);
    if (auto at = sql.find('%'); !s.percent.empty() && at != std::string::npos)
      sql.replace(at, 1, std::to_string(parameters::value_on(s.percent, day)));
    tx.query(sql, params, [&](const store::Row& r) {
      InboxItem item{std::string(s.kind), std::string(s.title), link_of(s, actor, scope, today), r.integer(0),
                     r.is_null(1) ? "" : std::string(r.text(1))};
      if (item.count > 0) out.push_back(std::move(item));
      return false;
    });
  }
  return out;
}

}  // namespace niangjia::inbox
