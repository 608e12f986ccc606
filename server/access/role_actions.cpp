#include <algorithm>

#include "access/actions.h"
#include "access/store.h"

namespace niangjia {

namespace {

constexpr std::array<std::string_view, 3> administrators{"system_admin", "security_admin", "audit_admin"};

bool holds(const Actor& actor, std::string_view role) {
  return std::any_of(actor.held.begin(), actor.held.end(), [&](const HeldRole& h) { return h.role == role; });
}

Problem no_union() { return refuse(Code::not_found, "access.no_union", "没有这个工会，请从列表中选择。"); }
Problem no_held_role() {
  return refuse(Code::not_found, "access.no_role", "没有这条任职记录，请刷新后再试。");
}

// Granting and taking away ask the same: the role must lie inside the granter's own, or a security
// administrator acts.
Result<Permit> may_grant(const Actor& actor, std::string_view role_code, std::string_view path,
                         Problem (*absent)()) {
  const Role* role = find_role(role_code);
  if (!role || !role->is_for_accounts) return refuse(Code::invalid, "access.unknown_role", "没有这种角色，请从列表中选择。");
  TRY(Permit permit, allow_seen(actor, "roles.grant", "accounts.read", {actor.realm_id, path, 0, 0}, absent));
  if (actor.is_operator || holds(actor, "security_admin")) return permit;
  if (is_administrator(role_code) || !holds_all_of(actor, *role, path))
    return refuse(Code::forbidden, "access.beyond_own",
                  "角色“" + std::string(role->label) + "”的权限超出您自己的权限，请由安全管理员授予。");
  return permit;
}

Result<void> check_separation(const std::vector<HeldRoleRow>& rows, const RoleWish& wish, Date today) {
  for (const HeldRoleRow& row : rows) {
    if (row.to_on && *row.to_on < today) continue;
    if (auto fault = separation_fault(wish.role, row.role))
      return refuse(Code::conflict, "access.separation", *fault);
    if (row.role == wish.role && row.union_id == wish.union_id)
      return refuse(Code::conflict, "access.already_held", "该账号已在这个工会任此角色，不必重复授予。");
  }
  return {};
}

}  // namespace

bool is_administrator(std::string_view role) {
  return std::find(administrators.begin(), administrators.end(), role) != administrators.end();
}

// GB/T 22239-2019 8.1.5: system, security and audit administration are kept apart.
std::optional<std::string> separation_fault(std::string_view role, std::string_view other) {
  if (role == other) return std::nullopt;
  if (is_administrator(role) && is_administrator(other))
    return "系统管理员、安全管理员、审计管理员须由不同的人担任，请换一个账号。";
  if (role == "system_admin" || other == "system_admin") return "系统管理员不能兼任业务角色，请换一个账号。";
  return std::nullopt;
}

Result<HeldRoleRow> grant_role(House& house, const Actor& actor, const RoleWish& wish,
                               const IdempotencyKey* key) {
  if (actor.account_id != 0 && wish.account_id == actor.account_id)
    return refuse(Code::forbidden, "access.own_role", "不能给自己授予角色，请由另一位有权的人办理。");
  const Instant now = house.clock.now();
  const Date today = now.day_in_china(), from_on = wish.from_on == Date() ? today : wish.from_on;
  if (wish.to_on && (*wish.to_on < from_on || *wish.to_on < today))
    return refuse(Code::invalid, "access.dates", "截止日期早于起始日期或今天，请修改。");
  return house.database.write([&](store::WriteTx& tx) -> Result<HeldRoleRow> {
    auto place = access_store::find_union(tx, actor.realm_id, wish.union_id);
    if (!place) return no_union();
    TRY(Permit permit, may_grant(actor, wish.role, place->path, no_union));
    if (key && !claim_key(tx, permit, *key, now)) return key_in_use();
    if (!access_store::hold_account(tx, permit, wish.account_id))
      return refuse(Code::not_found, "account.not_found", "没有这个账号，请刷新列表后再试。");
    CHECK_OK(check_separation(access_store::role_rows(tx, actor.realm_id, wish.account_id), wish, today));
    HeldRoleRow row{actor.realm_id, house.ids.next(), wish.account_id, wish.role,
                    wish.union_id,  place->path,      from_on,         wish.to_on};
    tx.insert(row);
    write_journal(tx, permit, house.ids.next(), now,
                  {"held_role", row.id, row.union_path, "", record::to_json(row), "授予角色"});
    if (key) complete_key(tx, permit, *key, {201, record::to_json(row)});
    return row;
  });
}

Result<void> revoke_role(House& house, const Actor& actor, Id held_role_id) {
  const Instant now = house.clock.now();
  return house.database.write([&](store::WriteTx& tx) -> Result<void> {
    auto row = access_store::find_role_row(tx, actor.realm_id, held_role_id);
    if (!row) return no_held_role();
    auto place = access_store::find_union(tx, actor.realm_id, row->union_id);  // where the union stands now
    TRY(Permit permit, may_grant(actor, row->role, place ? place->path : row->union_path, no_held_role));
    Date yesterday = now.day_in_china().plus_days(-1);
    if (row->to_on && *row->to_on <= yesterday)
      return refuse(Code::conflict, "access.role_ended", "该角色已经终止，不必再次撤销。");
    access_store::end_role(tx, permit, row->id, yesterday);
    write_journal(tx, permit, house.ids.next(), now,
                  {"held_role", row->id, row->union_path, record::to_json(*row), "ended", "撤销角色"});
    return {};
  });
}

}  // namespace niangjia
