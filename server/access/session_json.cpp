#include <algorithm>

#include "access/routes.h"
#include "access/store.h"
#include "base/text.h"

namespace niangjia {

namespace {

// A menu entry appears with any grant on its noun, or with the one action it is about.
struct MenuEntry {
  std::string_view name;
  std::array<std::string_view, 2> grants;
};
constexpr std::array menu_entries{MenuEntry{"board", {"figures", "board"}},
                                  MenuEntry{"unions", {"unions", "unions"}},
                                  MenuEntry{"units", {"employers", "units"}},
                                  MenuEntry{"outlets", {"employers.read", "outlets"}},
                                  MenuEntry{"members", {"members", "members"}},
                                  MenuEntry{"foundings", {"founding", "founding"}},
                                  MenuEntry{"registrations", {"registrations", "registrations"}},
                                  MenuEntry{"applications", {"applications", "posters"}},
                                  MenuEntry{"transfers", {"transfers", "transfers"}},
                                  MenuEntry{"stations", {"stations", "stations"}},
                                  MenuEntry{"imports", {"imports", "imports"}},
                                  MenuEntry{"duplicates", {"members.merge", "duplicates"}},
                                  MenuEntry{"notices", {"notices", "notices"}},
                                  MenuEntry{"accounts", {"accounts", "roles"}},
                                  MenuEntry{"disclosures", {"journal.disclosures", "journal.disclosures"}},
                                  MenuEntry{"journal", {"journal", "journal"}}};

std::string_view noun_of(std::string_view action) { return action.substr(0, action.find('.')); }

bool shows(const MenuEntry& entry, std::string_view action) {
  return std::any_of(entry.grants.begin(), entry.grants.end(),
                     [&](std::string_view grant) { return grant == action || grant == noun_of(action); });
}

bool is_of_administration(std::string_view action) {
  std::string_view noun = noun_of(action);
  return noun == "accounts" || noun == "roles" || noun == "journal" || noun == "account";
}

std::vector<std::string> menu_of(const std::vector<std::string_view>& grants) {
  std::vector<std::string> menu;
  if (!std::all_of(grants.begin(), grants.end(), is_of_administration)) menu.push_back("inbox");
  for (const MenuEntry& entry : menu_entries) {
    bool shown = std::any_of(grants.begin(), grants.end(),
                             [&](std::string_view action) { return shows(entry, action); });
    if (shown) menu.emplace_back(entry.name);
  }
  menu.push_back("me");
  return menu;
}

std::string roles_json(const std::vector<HeldRole>& held) {
  std::string out = "[";
  for (const HeldRole& h : held) {
    const Role* role = find_role(h.role);
    out += out.size() > 1 ? ",{\"role\":" : "{\"role\":";
    append_json_string(out, h.role);
    out += ",\"label\":";
    append_json_string(out, role ? role->label : std::string_view(h.role));
    out += ",\"union_id\":";
    append_json_string(out, id_to_wire("uni", h.union_id));
    out += ",\"union_name\":";
    append_json_string(out, h.union_name);
    out += "}";
  }
  return out + "]";
}

void text(std::string& out, std::string_view name, std::string_view value) {
  out.append("\"").append(name).append("\":");
  append_json_string(out, value);
}

}  // namespace

Result<std::string> session_json(House& house, const Session& session) {
  const Date today = house.clock.today();
  const Id realm_id = session.actor.realm_id;
  access_store::Realm realm;
  Date to = today;
  CHECK_OK(house.database.read([&](store::ReadTx& tx) -> Result<void> {
    realm = access_store::find_realm(tx, realm_id).value_or(access_store::Realm{});
    to = access_store::latest_day(tx, realm_id, today).value_or(today);
    return {};
  }));
  const auto grants = grants_of(session.actor);
  std::string out = "{\"account\":{";
  text(out, "id", id_to_wire("acc", session.account.id)), out += ",";
  text(out, "login", session.account.login), out += ",";
  text(out, "name", session.account.name);
  out += ",\"must_change_password\":";
  record::append_json(out, session.account.must_change_password);
  out += ",\"has_totp\":";
  record::append_json(out, session.account.has_totp());
  out += "},\"realm\":{";
  text(out, "id", id_to_wire("rlm", realm_id)), out += ",";
  text(out, "name", realm.name), out += ",";
  text(out, "division", realm.division);
  out += "},\"roles\":" + roles_json(session.actor.held) + ",\"grants\":";
  record::append_json(out, std::vector<std::string>(grants.begin(), grants.end()));
  out += ",\"menu\":";
  record::append_json(out, menu_of(grants));
  out += ",";
  text(out, "csrf", session.csrf), out += ",";
  text(out, "today", today.iso());
  out += ",\"period\":{";
  text(out, "from", Date::from_ymd(to.year(), 1, 1)->iso()), out += ",";
  text(out, "to", to.iso());
  return out + "}}";
}

}  // namespace niangjia
