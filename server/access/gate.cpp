#include <algorithm>
#include <set>

#include "access/access.h"

namespace niangjia {

namespace {

// How far one grant of one held role goes. A path that is not exact is a prefix; "" is the whole realm.
struct Reach {
  bool any = false;
  bool exact = false;
  std::string_view path;
  bool covers(std::string_view union_path) const {
    return any && (exact ? union_path == path : union_path.starts_with(path));
  }
  bool contains(const Reach& other) const {
    if (!other.any) return true;
    return covers(other.path) && (!exact || other.exact);
  }
};

Reach reach_of(const Grant& grant, std::string_view held_at) {
  switch (grant.place) {
    case Place::realm:
      return {true, false, {}};
    case Place::self:
      return {};
    // A role held at no union must not become a role held everywhere: every path begins with "".
    case Place::own:
      return {!held_at.empty(), true, held_at};
    case Place::own_and_below:
      return {!held_at.empty(), !grant.visible_from_above, held_at};
  }
  return {};
}

bool is_self(const Actor& actor, const RowPlace& place) {
  bool own_account = actor.account_id != 0 && place.account_id == actor.account_id;
  bool own_person = actor.person_id != 0 && place.person_id == actor.person_id;
  return own_account || own_person;
}

bool grant_covers(const Actor& actor, const HeldRole& held, const Grant& grant, const RowPlace& place) {
  if (grant.place == Place::self) return is_self(actor, place);
  return reach_of(grant, held.union_path).covers(place.union_path);
}

// Calls visit(held, grant) for each grant of `action` until it returns true.
template <class Visit>
bool any_grant(const Actor& actor, std::string_view action, Visit visit) {
  for (const HeldRole& held : actor.held) {
    const Role* role = find_role(held.role);
    if (!role) continue;
    for (const Grant& grant : role->grants)
      if (grant.action == action && visit(held, grant)) return true;
  }
  return false;
}

}  // namespace

// The only maker of Permit and Scope.
class Gate {
 public:
  static Permit permit(const Actor& actor, std::string_view action, std::string_view role) {
    Permit p;
    p.realm_id_ = actor.realm_id;
    p.account_id_ = actor.account_id;
    p.action_ = action;
    p.role_ = role;
    p.name_ = actor.name;
    return p;
  }
  static Permit of_nobody() { return {}; }
  static Scope nothing(const Actor& actor) {
    Scope scope{Permit()};
    scope.realm_id_ = actor.realm_id;
    return scope;
  }
  static Scope whole_realm(const Actor& actor, std::string_view action) {
    Scope scope(permit(actor, action, "operator"));
    scope.realm_id_ = actor.realm_id;
    scope.add("", false);
    return scope;
  }
  static Scope of_grants(const Actor& actor, std::string_view action) {
    Scope scope = nothing(actor);
    any_grant(actor, action, [&](const HeldRole& held, const Grant& grant) {
      Reach reach = reach_of(grant, held.union_path);
      if (!reach.any) return false;
      if (scope.sees_nothing()) scope.permit_ = permit(actor, action, held.role);
      scope.add(std::string(reach.path), reach.exact);
      return false;
    });
    return scope;
  }
};

Actor Actor::machine_operator(Id realm_id, std::string_view root_path) {
  Actor actor;
  actor.realm_id = realm_id;
  actor.name = "本机操作员";
  actor.is_operator = true;
  actor.held.push_back({"operator", 0, std::string(root_path), {}});
  return actor;
}

Actor Actor::visitor(Id realm_id, std::string_view name) {
  Actor actor;
  actor.realm_id = realm_id;
  actor.name = name;
  actor.is_visitor = true;
  actor.held.push_back({"visitor", 0, {}, {}});
  return actor;
}

Actor Actor::worker(Id realm_id, Id person_id) {
  Actor actor;
  actor.realm_id = realm_id;
  actor.person_id = person_id;
  actor.name = "职工本人";
  actor.is_visitor = true;
  actor.held.push_back({"member", 0, {}, {}});
  return actor;
}

Problem forbidden(const Actor& actor, std::string_view action) {
  if (actor.is_nobody()) return refuse(Code::unauthenticated, "access.unauthenticated", "请先登录。");
  return refuse(Code::forbidden, "access.forbidden",
                "您没有“" + action_label(action) +
                    "”的权限，或它不在您的工会范围内。如需办理，请联系本单位的安全管理员授权。");
}

Result<Permit> allow(const Actor& actor, std::string_view action, const RowPlace& place) {
  if (actor.is_nobody() || actor.realm_id == 0 || actor.realm_id != place.realm_id)
    return forbidden(actor, action);
  if (actor.is_operator) return Gate::permit(actor, action, "operator");
  if (action == kOwnAccount && place.account_id == actor.account_id)
    return Gate::permit(actor, action, actor.held.empty() ? "account" : actor.held.front().role);
  std::optional<Permit> permit;
  any_grant(actor, action, [&](const HeldRole& held, const Grant& grant) {
    if (!grant_covers(actor, held, grant, place)) return false;
    permit = Gate::permit(actor, action, held.role);
    return true;
  });
  if (permit) return std::move(*permit);
  return forbidden(actor, action);
}

Result<Permit> allow_seen(const Actor& actor, std::string_view action, std::string_view see, const RowPlace& place,
                          Problem (*absent)()) {
  auto permit = allow(actor, action, place);
  if (!permit.ok() && !allow(actor, see, place).ok()) return absent();
  return permit;
}

Scope visible(const Actor& actor, std::string_view action) {
  if (actor.is_nobody() || actor.realm_id == 0) return Gate::nothing(actor);
  if (actor.is_operator) return Gate::whole_realm(actor, action);
  return Gate::of_grants(actor, action);
}

bool may_anywhere(const Actor& actor, std::string_view action) {
  if (actor.is_nobody()) return false;
  if (actor.is_operator || action == kOwnAccount) return true;
  return any_grant(actor, action, [](const HeldRole& held, const Grant& grant) {
    return grant.place == Place::self || reach_of(grant, held.union_path).any;
  });
}

std::vector<std::string_view> grants_of(const Actor& actor) {
  if (actor.is_operator) return known_actions();
  std::set<std::string_view> actions;
  for (const HeldRole& held : actor.held)
    if (const Role* role = find_role(held.role))
      for (const Grant& grant : role->grants)
        if (may_anywhere(actor, grant.action)) actions.insert(grant.action);
  return {actions.begin(), actions.end()};
}

bool holds_all_of(const Actor& actor, const Role& role, std::string_view union_path) {
  if (actor.is_nobody()) return false;
  if (actor.is_operator) return true;
  return std::all_of(role.grants.begin(), role.grants.end(), [&](const Grant& wanted) {
    if (wanted.place == Place::self) return true;  // what is a person's own widens nothing
    Reach reach = reach_of(wanted, union_path);
    return any_grant(actor, wanted.action, [&](const HeldRole& held, const Grant& own) {
      return reach_of(own, held.union_path).contains(reach);
    });
  });
}

void Scope::add(std::string path, bool exact) {
  for (std::size_t i = 0; i < paths_.size(); ++i)
    if (exact_[i] ? exact && paths_[i] == path : path.starts_with(paths_[i])) return;
  for (std::size_t i = paths_.size(); i-- > 0;) {
    if (exact || !paths_[i].starts_with(path)) continue;
    auto at = static_cast<std::ptrdiff_t>(i);
    paths_.erase(paths_.begin() + at);
    ends_.erase(ends_.begin() + at);
    exact_.erase(exact_.begin() + at);
  }
  ends_.push_back(store::path_range(path).second);
  paths_.push_back(std::move(path));
  exact_.push_back(exact);
}

bool Scope::covers(std::string_view union_path) const {
  for (std::size_t i = 0; i < paths_.size(); ++i)
    if (exact_[i] ? union_path == paths_[i] : union_path.starts_with(paths_[i])) return true;
  return false;
}

std::string Scope::condition(std::string_view prefix, std::string_view path_column,
                             store::Params& params) const {
  if (sees_nothing()) return "1 = 0";
  std::string column = std::string(prefix) + std::string(path_column);
  std::string sql = std::string(prefix) + "realm_id = ?";
  params.emplace_back(realm_id_);
  if (paths_.size() == 1 && paths_[0].empty() && !exact_[0]) return sql;
  for (std::size_t i = 0; i < paths_.size(); ++i) {
    sql += i ? " OR " : " AND (";
    params.emplace_back(paths_[i]);
    if (!exact_[i]) params.emplace_back(ends_[i]);
    sql += exact_[i] ? column + " = ?" : store::within_path(column);
  }
  return sql + ")";
}

Scope Scope::narrowed(std::string_view path) const {
  Scope cut(permit_);
  cut.realm_id_ = realm_id_;
  for (std::size_t i = 0; i < paths_.size(); ++i) {
    if (paths_[i].starts_with(path))
      cut.add(paths_[i], exact_[i]);
    else if (!exact_[i] && path.starts_with(paths_[i]))
      cut.add(std::string(path), false);
  }
  if (cut.sees_nothing()) cut.permit_ = Gate::of_nobody();
  return cut;
}

}  // namespace niangjia
