#include "modules/registrations/store.h"

#include <algorithm>
#include <deque>

#include "modules/parameters/parameters.h"

namespace niangjia::registrations {

using store::Params;

namespace {

// Parameters view the texts kept here.
struct Where {
  Scope scope;
  std::string sql;
  Params params;
  std::deque<std::string> kept;

  Where(const Scope& whole, const RegistrationFilter& f)
      : scope(f.under_path.empty() ? whole : whole.narrowed(f.under_path)) {
    sql = "WHERE " + scope.condition("", "union_path", params);
    if (f.kind) sql += " AND kind = ?", params.emplace_back(record::word_of(*f.kind));
    if (f.state) sql += " AND state = ?", params.emplace_back(record::word_of(*f.state));
    if (f.union_id) sql += " AND union_id = ?", params.emplace_back(f.union_id);
    if (f.only_open) sql += " AND state NOT IN ('certified', 'withdrawn')";
    if (f.only_late) sql += " AND due_on < ?", params.emplace_back(f.today);
    if (f.only_expiring) {
      auto days = static_cast<int>(parameters::value_on("registrations.remind_days", f.today));
      sql += " AND is_in_force = 1 AND valid_to_on <= ?";
      params.emplace_back(f.today.plus_days(days));
    }
    if (f.words.empty()) return;
    sql += " AND name LIKE ? ESCAPE '!'";
    params.emplace_back(std::string_view(kept.emplace_back(containing(f.words))));
  }
};

}  // namespace

std::vector<Registration> list_registrations(store::ReadTx& tx, const Scope& scope, const RegistrationFilter& filter,
                                             Id before_id, int limit) {
  Where where(scope, filter);
  if (where.scope.sees_nothing()) return {};
  if (before_id) where.sql += " AND id < ?", where.params.emplace_back(before_id);
  where.params.emplace_back(std::clamp(limit, 1, kMaxPageRows + 1));
  return tx.select<Registration>(where.sql + " ORDER BY id DESC LIMIT ?", where.params);
}

std::int64_t count_registrations(store::ReadTx& tx, const Scope& scope, const RegistrationFilter& filter) {
  Where where(scope, filter);
  if (where.scope.sees_nothing()) return 0;
  return tx.integer("SELECT count(*) FROM registration " + where.sql, where.params).value_or(0);
}

std::optional<Registration> find_registration(store::ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<Registration>("WHERE realm_id = ? AND id = ?", Params{realm_id, id});
}

std::optional<Registration> in_force_of(store::ReadTx& tx, Id realm_id, Id union_id) {
  return tx.select_one<Registration>("WHERE realm_id = ? AND union_id = ? AND is_in_force = 1",
                                     Params{realm_id, union_id});
}

std::vector<Registration> certificates_to_remind(store::ReadTx& tx, Id realm_id, Date from, Date until, std::int64_t days, int limit) {
  return tx.select<Registration>(
      "WHERE realm_id = ? AND is_in_force = 1 AND valid_to_on >= ? AND valid_to_on <= ? AND NOT EXISTS (SELECT 1 FROM "
      "certificate_reminder c WHERE c.realm_id = registration.realm_id AND c.registration_id = registration.id AND c.days <= ?) AND NOT "
      "EXISTS (SELECT 1 FROM registration o WHERE o.realm_id = registration.realm_id AND o.union_id = registration.union_id AND o.kind "
      "IN ('renewal', 'cancellation') AND o.state NOT IN ('certified', 'withdrawn')) ORDER BY valid_to_on, id LIMIT ?",
      Params{realm_id, from, until, days, limit});
}

bool insert_registration(store::WriteTx& tx, const Permit&, const Registration& r) { return tx.insert_new(r); }

bool save_registration(store::WriteTx& tx, const Permit&, Registration& r) {
  // The version is taken first; the row is then ours until the commit.
  if (tx.execute("UPDATE registration SET version = version + 1 WHERE realm_id = ? AND id = ? AND version = ?",
                 Params{r.realm_id, r.id, r.version}) == 0)
    return false;
  ++r.version;
  return tx.update(r) == 1;
}

void end_force(store::WriteTx& tx, const Permit& permit, Id union_id) {
  tx.execute(
      "UPDATE registration SET is_in_force = 0, version = version + 1 WHERE realm_id = ? AND union_id = ? AND is_in_force = 1",
      Params{permit.realm_id(), union_id});
}

std::vector<RegistrationStep> steps_of(store::ReadTx& tx, Id realm_id, Id registration_id) {
  return tx.select<RegistrationStep>("WHERE realm_id = ? AND registration_id = ? ORDER BY id DESC LIMIT 200",
                                     Params{realm_id, registration_id});
}

void insert_step(store::WriteTx& tx, const Permit&, const RegistrationStep& step) { tx.insert(step); }

std::vector<Approval> approvals_of(store::ReadTx& tx, Id realm_id, Id union_id) {
  std::vector<Approval> out;
  tx.query(
      "SELECT kind, name, prepare_number, approval_number, prepared_on, approved_on FROM founding_case WHERE realm_id = ? AND "
      "union_id = ? AND approved_on IS NOT NULL ORDER BY approved_on, id LIMIT 50",
      Params{realm_id, union_id}, [&](const store::Row& row) {
        Approval a{std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3)), {}, {}};
        if (!row.is_null(4)) a.prepared_on = Date::parse_iso(row.text(4));
        if (!row.is_null(5)) a.on = Date::parse_iso(row.text(5));
        out.push_back(std::move(a));
        return true;
      });
  return out;
}

Id founding_of(store::ReadTx& tx, Id realm_id, Id union_id) {
  return tx
      .integer("SELECT id FROM founding_case WHERE realm_id = ? AND union_id = ? AND kind = 'founding' ORDER BY id LIMIT 1",
               Params{realm_id, union_id})
      .value_or(0);
}

std::int64_t count_members_below(store::ReadTx& tx, const unions::Union& u) {
  auto [begin, end] = store::path_range(u.tree_path);
  return tx
      .integer("SELECT count(*) FROM person WHERE realm_id = ? AND " + store::within_path("union_path") +
                   " AND standing IN ('active', 'moving_out')",
               Params{u.realm_id, begin, end})
      .value_or(0);
}

std::string ending_document(store::ReadTx& tx, Id realm_id, Id union_id) {
  return tx
      .text(
          "SELECT document_number FROM union_change WHERE realm_id = ? AND union_id = ? AND kind IN ('dissolved', 'merged') "
          "ORDER BY id DESC LIMIT 1",
          Params{realm_id, union_id})
      .value_or("");
}

std::string holder_of_code(store::ReadTx& tx, Id realm_id, std::string_view code, Id except_union) {
  return tx
      .text("SELECT name FROM trade_union WHERE realm_id = ? AND credit_code = ? AND id <> ? LIMIT 1",
            Params{realm_id, code, except_union})
      .value_or("");
}

}  // namespace niangjia::registrations
