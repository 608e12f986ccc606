#pragma once
// Who may do what, where. One check, one place: allow() for a row, visible() for every list, count, search,
// export and picker. There is no second path to rows: store functions take a Scope, writes and encoders of
// personal fields a Permit, and neither can be made elsewhere (DESIGN section 5).

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto.h"
#include "base/date.h"
#include "base/id.h"
#include "base/result.h"
#include "store/store.h"

namespace niangjia {
// reveal: a personal number seen whole; taking: a list or paper taken out; own_copy: a person's own data, by themselves.
enum class DisclosureKind { none, reveal, taking, own_copy };
}  // namespace niangjia

namespace niangjia::record {
template <>
struct CodeWords<DisclosureKind> {
  static constexpr std::array words{CodeWord{"none", "无"}, CodeWord{"reveal", "查看完整号码"},
                                    CodeWord{"export", "导出"}, CodeWord{"own_copy", "本人下载"}};
};
}  // namespace niangjia::record

namespace niangjia {

// Where a grant holds, seen from the union at which its role is held.
enum class Place {
  own,            // that union only
  own_and_below,  // that union and all below it
  realm,          // the whole federation
  self,           // the actor's own account or person
};

struct Grant {
  std::string_view action;  // "members.read"
  Place place = Place::own;
  // False for what must not be seen from above (screening results, sealed cases): held at a union, it does
  // not reach down from a higher one.
  bool visible_from_above = true;
};

struct Role {
  std::string_view code;   // "township_organiser"
  std::string_view label;  // 镇街工会干部
  std::vector<Grant> grants;
  bool is_for_accounts = true;  // false: nobody is given it; it is what a person without an account acts as
};

// The whole table of roles, in the order in which they are offered (access/roles.cpp). Modules' access.cpp
// add the rows of their actions; `role` says who holds them.
struct AccessRow {
  std::string_view role;
  std::string_view action;
  Place place;
  bool visible_from_above = true;
};
// The views must live as long as the program. Rows that stand already are kept once; an unknown role throws.
const std::vector<Role>& roles();
const Role* find_role(std::string_view code);
// Called once at start by the list of modules, before any request: adds rows to the roles.
void add_access_rows(const std::vector<AccessRow>& rows);
// Every action some row names, sorted; for the permission grid.
std::vector<std::string_view> known_actions();
// What an action is called in a sentence: "members.read" → 查看会员; the word itself when it has no label.
std::string action_label(std::string_view action);
// The one action that needs no role: whoever is logged in may tend to the account they are logged in with.
inline constexpr std::string_view kOwnAccount = "account.own";

// A role held at a union, for a time.
struct HeldRole {
  std::string role;
  Id union_id = 0;
  std::string union_path;
  std::string union_name;
};

// Who asks. Immutable for the length of a request; made by the session or by the command line.
struct Actor {
  Id realm_id = 0;
  Id account_id = 0;  // 0: the operator of the machine, or nobody
  Id person_id = 0;   // of a worker
  std::string name;   // for the journal
  std::string login;  // of an account; in what it takes out
  std::vector<HeldRole> held;
  bool is_operator =
      false;  // the person at the machine's console: may import, check, back up; the journal says so
  bool is_visitor = false;  // without an account: let in by something handed out (a poster), or by their own phone
  bool is_nobody() const { return account_id == 0 && !is_operator && !is_visitor; }
  // The machine's operator, for the commands of the command line.
  static Actor machine_operator(Id realm_id, std::string_view root_path);
  // A worker who scanned a code. `name` is for the journal and names no person ("扫码申请人").
  static Actor visitor(Id realm_id, std::string_view name);
  // A member on their own pages: no account of cadres, sees and asks about nobody else.
  static Actor worker(Id realm_id, Id person_id);
};

// The place of a row: what a check needs to know of it.
struct RowPlace {
  Id realm_id = 0;
  std::string_view union_path;
  Id person_id = 0;   // of rows that belong to a person
  Id account_id = 0;  // of an account and what belongs to it
};

// Proof that `action` was allowed on a row. Only allow() and visible() make one.
class Permit {
 public:
  Id realm_id() const { return realm_id_; }
  Id account_id() const { return account_id_; }
  std::string_view action() const { return action_; }
  std::string_view role() const { return role_; }  // "as what role", for the journal
  std::string_view actor_name() const { return name_; }

 private:
  friend class Gate;
  Permit() = default;
  Id realm_id_ = 0, account_id_ = 0;
  std::string action_, role_, name_;
};

// A set of rows by place: a list of path prefixes inside one realm. Empty: nothing. Turned into SQL by
// `condition`.
class Scope {
 public:
  Id realm_id() const { return realm_id_; }
  bool sees_nothing() const { return paths_.empty(); }
  const std::vector<std::string>& paths() const { return paths_; }
  bool covers(std::string_view union_path) const;
  // "realm_id = ? AND ((path >= ? AND path < ?) OR …)"; appends the parameters. `prefix` names a table alias
  // ("p."). The parameters are views: the Scope must live until the statement has run.
  std::string condition(std::string_view prefix, std::string_view path_column, store::Params& params) const;
  // The same scope cut to what lies at or below a path (a chosen union); nothing when that lies outside.
  Scope narrowed(std::string_view path) const;
  const Permit& permit() const { return permit_; }  // for encoding the rows of the list

 private:
  friend class Gate;
  Scope(Permit permit) : permit_(std::move(permit)) {}
  void add(std::string path, bool exact);
  Id realm_id_ = 0;
  std::vector<std::string>
      paths_;  // none lies inside another; exact_ ones hold for that union only; "": whole realm
  std::vector<std::string> ends_;  // where the range of a path ends, kept here because parameters are views
  std::vector<bool> exact_;
  Permit permit_;  // of nobody when the scope sees nothing, so that it opens no write
};

// A row outside is refused with Code::forbidden, reason "access.forbidden".
Result<Permit> allow(const Actor& actor, std::string_view action, const RowPlace& place);
// For rows whose very existence is private (people): whoever may not `see` the row either hears that there is none.
Result<Permit> allow_seen(const Actor& actor, std::string_view action, std::string_view see, const RowPlace& place,
                          Problem (*absent)());
// A list scope; sees_nothing() when the actor has no such grant. Never fails, so that a list can be empty in
// peace; routes answer 403 before by `may_anywhere`.
Scope visible(const Actor& actor, std::string_view action);
bool may_anywhere(const Actor& actor, std::string_view action);
std::vector<std::string_view> grants_of(const Actor& actor);  // actions held anywhere, sorted
// The refusal that allow() gives, for routes that ask may_anywhere().
Problem forbidden(const Actor& actor, std::string_view action);
// Does everything that `role` would allow at `union_path` lie inside what the actor may do? (granting never
// widens)
bool holds_all_of(const Actor& actor, const Role& role, std::string_view union_path);

// --- journal ---
// What was shown whole or taken out: such rows are counted by person and day (access/disclosure.h).
struct Disclosed {
  DisclosureKind kind = DisclosureKind::none;
  std::int64_t rows = 0;  // of a list
};
struct JournalEntry {
  std::string_view subject_kind;  // "member"
  Id subject_id = 0;
  std::string_view union_path;
  std::string_view before;  // canonical text of the row before and after; only digests are kept
  std::string_view after;
  std::string_view reason;  // why, in the actor's words (reveal, export, undo)
  Disclosed disclosed = {};
};
// Appends rows in the same transaction as the writes they tell of. Each has the RFC 6962 leaf hash of its
// content.
void write_journal(store::WriteTx& tx, const Permit& permit, Id journal_id, Instant at,
                   const JournalEntry& entry);

struct JournalRow {
  Id realm_id = 0, id = 0;
  Instant at;
  Id account_id = 0;
  std::string actor, role, action, subject_kind;
  Id subject_id = 0;
  std::string union_path;
  std::string reason;
  record::Blob before_digest, after_digest, leaf_hash;
};
JournalRow make_journal_row(const Permit& permit, Id journal_id, Instant at, const JournalEntry& entry);

inline constexpr std::array journal_fields{
    record::id_field<&JournalRow::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    record::id_field<&JournalRow::id>("id", "编号", "jrn", {record::kKey | record::kReadOnly}),
    record::field<&JournalRow::at>("at", "时间"),
    record::id_field<&JournalRow::account_id>("account_id", "账号", "acc"),
    record::field<&JournalRow::actor>("actor", "操作人"),
    record::field<&JournalRow::role>("role", "以何角色"),
    record::field<&JournalRow::action>("action", "操作"),
    record::field<&JournalRow::subject_kind>("subject_kind", "对象"),
    record::id_field<&JournalRow::subject_id>("subject_id", "对象编号", "obj"),
    record::field<&JournalRow::union_path>("union_path", "位置", {record::kHidden}),
    record::field<&JournalRow::reason>("reason", "事由", {0, 500}),
    record::field<&JournalRow::before_digest>("before_digest", "变更前摘要", {record::kHidden}),
    record::field<&JournalRow::after_digest>("after_digest", "变更后摘要", {record::kHidden}),
    record::field<&JournalRow::leaf_hash>("leaf_hash", "叶哈希", {record::kHidden}),
};
inline constexpr record::Shape journal_shape{"journal_row", "journal", "操作日志", journal_fields};
constexpr const record::Shape& shape_of(const JournalRow*) { return journal_shape; }

// What every action and query is handed: one per process.
struct House {
  store::Database& database;
  const Vault& vault;
  const Clock& clock;
  IdMaker& ids;
  std::string site_address;  // https://gh.example.gov.cn, for links and codes that leave the house; empty: unknown
  std::string map_tiles;     // https://…/{z}/{x}/{y}.png; empty: maps are drawn without a ground
  std::string map_datum = "gcj02";  // of those tiles: gcj02 (高德, 腾讯) or wgs84 (天地图, OpenStreetMap)
};

}  // namespace niangjia
