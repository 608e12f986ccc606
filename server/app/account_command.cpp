#include <iostream>

#include "access/actions.h"
#include "access/session.h"
#include "app/commands.h"
#include "base/text.h"
#include "modules/unions/unions.h"

namespace niangjia::app {

namespace {

Result<std::string> create(OpenHouse& open, const Actor& actor, const AccountCommand& c) {
  NewAccount wish{c.login, c.name.empty() ? c.login : c.name, c.password, 0, false};
  TRY(Account account, create_account(*open.house, actor, wish));
  return id_to_wire("acc", account.id);
}

Result<std::string> give_role(OpenHouse& open, const Actor& actor, const AccountCommand& c) {
  TRY(Actor holder, actor_of_login(*open.house, c.login));
  TRY(Id union_id, open.database->read([&](store::ReadTx& tx) -> Result<Id> {
        if (c.union_words.empty()) {
          auto root = unions::root_of(tx, open.realm_id);
          return root ? root->id : 0;
        }
        if (auto id = id_from_wire("uni", c.union_words)) return *id;
        auto found = unions::find_unions_by_name(tx, open.realm_id, organisation_key(c.union_words));
        return found.empty() ? 0 : found.front().id;
      }));
  if (union_id == 0) return refuse(Code::not_found, "union.unknown", "找不到工会 " + c.union_words + "，请核对名称。");
  RoleWish wish;
  wish.account_id = holder.account_id;
  wish.role = c.role;
  wish.union_id = union_id;
  wish.from_on = system_clock().today();
  TRY(HeldRoleRow held, grant_role(*open.house, actor, wish));
  return id_to_wire("rol", held.id);
}

Result<std::string> act_on(OpenHouse& open, const Actor& actor, const AccountCommand& c) {
  if (c.act == "create") return create(open, actor, c);
  if (c.act == "role") return give_role(open, actor, c);
  TRY(Actor holder, actor_of_login(*open.house, c.login));
  if (c.act == "unlock") CHECK_OK(unlock_account(*open.house, actor, holder.account_id));
  if (c.act == "totp") CHECK_OK(remove_totp(*open.house, actor, holder.account_id));
  if (c.act == "password") CHECK_OK(set_password(*open.house, actor, holder.account_id, c.password));
  return id_to_wire("acc", holder.account_id);
}

}  // namespace

int run_account(const CommonOptions& common, const AccountCommand& command) {
  auto open = open_house(common, Opening::read_write);
  if (!open.ok()) return tell(open.problem(), common.json);
  if (auto made = ensure_realm(*open, common, ""); !made.ok()) return tell(made.problem(), common.json);
  auto actor = acting(*open, common);
  if (!actor.ok()) return tell(actor.problem(), common.json);
  auto id = act_on(*open, *actor, command);
  if (!id.ok()) return tell(id.problem(), common.json);
  if (common.json) std::cout << "{\"ok\":true,\"id\":\"" << *id << "\"}" << std::endl;
  else std::cout << "已办理：" << command.login << std::endl;
  return 0;
}

}  // namespace niangjia::app
