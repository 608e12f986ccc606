#include "modules/registrations/duty_store.h"

#include <deque>

#include "base/text.h"
#include "modules/parameters/parameters.h"
#include "modules/registrations/store.h"

namespace niangjia::registrations {

using store::Params;

namespace {

// The first day on which what began then is not yet late: due_of turned round.
Date late_before(Kind kind, Date today) { return today.plus_days(today.days() - due_of(kind, today, today).days()); }

// Parameters view the texts kept here.
struct Where {
  Scope scope;
  std::string sql;
  Params params;
  std::deque<std::string> kept;

  Where(const Scope& whole, const DutyFilter& f) : scope(f.under_path.empty() ? whole : whole.narrowed(f.under_path)) {
    sql = "WHERE " + scope.condition("d.", "union_path", params);
    if (f.kind) sql += " AND d.kind = ?", params.emplace_back(record::word_of(*f.kind));
    auto days = static_cast<int>(parameters::value_on("registrations.remind_days", f.today));
    sql += " AND (d.kind <> 'renewal' OR d.since_on <= ?)";
    params.emplace_back(f.today.plus_days(days));
    if (f.is_late) tell_late(*f.is_late, f.today);
    if (f.has_case) sql += std::string(" AND d.case_id IS ") + (*f.has_case ? "NOT " : "") + "NULL";
    if (f.words.empty()) return;
    sql += " AND u.name LIKE ? ESCAPE '!'";
    params.emplace_back(std::string_view(kept.emplace_back(containing(f.words))));
  }
  void tell_late(bool is_late, Date today) {
    std::string either;
    for (Kind kind : {Kind::first, Kind::change, Kind::renewal, Kind::cancellation}) {
      either += std::string(either.empty() ? "" : " OR ") + "(d.kind = ? AND d.since_on " + (is_late ? "<" : ">=") + " ?)";
      params.emplace_back(record::word_of(kind));
      params.emplace_back(late_before(kind, today));
    }
    sql += " AND (" + either + ")";
  }
};

constexpr std::string_view kFrom =
    " FROM registration_duty d JOIN trade_union u ON u.realm_id = d.realm_id AND u.id = d.union_id ";

Duty duty_in(const store::Row& r, Date today) {
  Duty d;
  d.id = r.integer(0);
  d.name = r.text(1);
  d.parent_name = r.is_null(2) ? std::string() : std::string(r.text(2));
  d.kind = record::from_word<Kind>(r.text(3)).value_or(Kind::change);
  d.since_on = Date::parse_iso(r.text(4)).value_or(today);
  for (const std::string& word : split(r.text(5), ' '))
    if (!word.empty()) d.matters.push_back(word);
  d.certificate_number = r.is_null(6) ? std::string() : std::string(r.text(6));
  d.case_id = r.is_null(7) ? 0 : r.integer(7);
  d.due_on = due_of(d.kind, d.since_on, today);
  d.days_left = d.due_on.days() - today.days();
  return d;
}

}  // namespace

std::vector<Duty> list_duties(store::ReadTx& tx, const Scope& scope, const DutyFilter& filter, int limit) {
  Where where(scope, filter);
  std::vector<Duty> out;
  if (where.scope.sees_nothing()) return out;
  if (filter.after) {
    where.sql += " AND (d.since_on, d.union_id, d.kind) > (?, ?, ?)";
    where.params.emplace_back(filter.after->since_on);
    where.params.emplace_back(filter.after->union_id);
    where.params.emplace_back(std::string_view(filter.after->kind));
  }
  where.params.emplace_back(limit);
  tx.query("SELECT d.union_id, u.name, p.name, d.kind, d.since_on, d.matters, (SELECT r.certificate_number FROM registration r "
           "WHERE r.realm_id = d.realm_id AND r.union_id = d.union_id AND r.is_in_force = 1), d.case_id" +
               std::string(kFrom) +
               "LEFT JOIN trade_union p ON p.realm_id = u.realm_id AND p.id = u.parent_id " + where.sql +
               " ORDER BY d.since_on, d.union_id, d.kind LIMIT ?",
           where.params, [&](const store::Row& r) {
             out.push_back(duty_in(r, filter.today));
             return true;
           });
  return out;
}

std::int64_t count_duties(store::ReadTx& tx, const Scope& scope, const DutyFilter& filter) {
  Where where(scope, filter);
  if (where.scope.sees_nothing()) return 0;
  return tx.integer("SELECT count(*)" + std::string(kFrom) + where.sql, where.params).value_or(0);
}

std::optional<Date> duty_since(store::ReadTx& tx, Id realm_id, Id union_id, Kind kind) {
  auto day = tx.text("SELECT since_on FROM registration_duty WHERE realm_id = ? AND union_id = ? AND kind = ?",
                     Params{realm_id, union_id, record::word_of(kind)});
  return day ? Date::parse_iso(*day) : std::nullopt;
}

}  // namespace niangjia::registrations
