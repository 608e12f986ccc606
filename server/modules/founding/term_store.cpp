#include "modules/founding/term_store.h"

#include <deque>

#include "modules/parameters/parameters.h"

namespace niangjia::founding {

using store::Params;

namespace {

constexpr std::string_view kCaseUnderWay =
    "f.kind IN ('reelection', 'extension') AND f.state NOT IN ('archived', 'withdrawn')";

std::string case_of(std::string_view table) {
  return "FROM founding_case f WHERE f.realm_id = " + std::string(table) + ".realm_id AND f.union_id = " +
         std::string(table) + ".id AND " + std::string(kCaseUnderWay);
}

// Parameters view the texts kept here.
struct Where {
  Scope scope;
  std::string sql;
  Params params;
  std::deque<std::string> kept;

  Where(const Scope& whole, const TermFilter& q)
      : scope(q.under_path.empty() ? whole : whole.narrowed(q.under_path)) {
    sql = "WHERE " + scope.condition("u.", "tree_path", params) +
          " AND u.status = 'active' AND u.term_to_on IS NOT NULL";
    if (q.from) sql += " AND u.term_to_on >= ?", params.emplace_back(*q.from);
    if (q.until) sql += " AND u.term_to_on <= ?", params.emplace_back(*q.until);
    if (q.has_case) sql += std::string(" AND ") + (*q.has_case ? "" : "NOT ") + "EXISTS (SELECT 1 " + case_of("u") + ")";
    if (q.words.empty()) return;
    sql += " AND u.name LIKE ? ESCAPE '!'";
    params.emplace_back(std::string_view(kept.emplace_back(containing(q.words))));
  }
};

TermStage stage_of(const TermDays& d, Date ends) {
  if (ends < d.today) return TermStage::over;
  if (ends <= d.third_until) return TermStage::third;
  return ends <= d.second_until ? TermStage::second : TermStage::first;
}

Term term_in(const store::Row& r, const TermDays& days) {
  Term t;
  t.id = r.integer(0);
  t.name = r.text(1);
  t.parent_name = r.is_null(2) ? std::string() : std::string(r.text(2));
  t.chair_name = r.text(3);
  t.session_number = static_cast<int>(r.integer(4));
  t.term_to_on = Date::parse_iso(r.text(5)).value_or(days.today);
  t.days_left = t.term_to_on.days() - days.today.days();
  t.stage = stage_of(days, t.term_to_on);
  if (!r.is_null(6)) t.reminded_on = Instant{r.integer(6)}.day_in_china();
  t.is_told = !r.is_null(7) && r.integer(7) != 0;
  t.case_id = r.is_null(8) ? 0 : r.integer(8);
  return t;
}

}  // namespace

std::vector<unions::Union> unions_to_remind(store::ReadTx& tx, Id realm_id, Date from, Date until,
                                            std::int64_t days, int limit) {
  return tx.select<unions::Union>(
      "WHERE realm_id = ? AND status = 'active' AND term_to_on >= ? AND term_to_on <= ? AND NOT EXISTS (SELECT 1 "
      "FROM term_reminder r WHERE r.realm_id = trade_union.realm_id AND r.union_id = trade_union.id AND r.term_to_on "
      "= trade_union.term_to_on AND r.days <= ?) AND NOT EXISTS (SELECT 1 " +
          case_of("trade_union") + ") ORDER BY term_to_on, id LIMIT ?",
      Params{realm_id, from, until, days, limit});
}

TermDays term_days(Date today) {
  auto until = [&](std::string_view code) {
    return today.plus_days(static_cast<int>(parameters::value_on(code, today)));
  };
  return {today, until("founding.remind_third_days"), until("founding.remind_second_days"),
          until("founding.remind_first_days")};
}

std::vector<Term> list_terms(store::ReadTx& tx, const Scope& scope, const TermFilter& q, int limit) {
  Where where(scope, q);
  std::vector<Term> out;
  if (where.scope.sees_nothing()) return out;
  const std::string direction = q.descends ? " DESC" : "";
  if (q.after_on) {
    where.sql += std::string(" AND (u.term_to_on, u.id) ") + (q.descends ? "<" : ">") + " (?, ?)";
    where.params.emplace_back(*q.after_on);
    where.params.emplace_back(q.after_id);
  }
  where.params.emplace_back(limit);
  const std::string reminders =
      "FROM term_reminder r WHERE r.realm_id = u.realm_id AND r.union_id = u.id AND r.term_to_on = u.term_to_on)";
  tx.query("SELECT u.id, u.name, p.name, u.chair_name, u.session_number, u.term_to_on, (SELECT max(r.reminded_at) " +
               reminders + ", (SELECT max(r.is_told) " + reminders + ", (SELECT max(f.id) " + case_of("u") +
               ") FROM trade_union u LEFT JOIN trade_union p ON p.realm_id = u.realm_id AND p.id = u.parent_id " +
               where.sql + " ORDER BY u.term_to_on" + direction + ", u.id" + direction + " LIMIT ?",
           where.params, [&](const store::Row& r) {
             out.push_back(term_in(r, q.days));
             return true;
           });
  return out;
}

std::int64_t count_terms(store::ReadTx& tx, const Scope& scope, const TermFilter& q) {
  Where where(scope, q);
  if (where.scope.sees_nothing()) return 0;
  return tx.integer("SELECT count(*) FROM trade_union u " + where.sql, where.params).value_or(0);
}

}  // namespace niangjia::founding
