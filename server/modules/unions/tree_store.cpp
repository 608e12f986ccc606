#include "modules/unions/tree_store.h"

#include "modules/members/members.h"

namespace niangjia::unions {

using store::Params;

namespace {

constexpr std::size_t kPeopleAtOnce = 1000;

struct PathColumn {
  std::string_view table, column;
};
constexpr PathColumn kPathColumns[] = {
    {"trade_union", "tree_path"},       {"union_cover", "union_path"},      {"employer", "union_path"},
    {"outlet", "union_path"},           {"person", "union_path"},           {"work_relation", "union_path"},
    {"transfer_request", "union_path"}, {"likely_duplicate", "union_path"}, {"role_held", "union_path"},
    {"import_job", "union_path"},       {"transfer_request", "to_path"},    {"transfer_request", "turn_path"},
    {"standing_proof", "report_path"},  {"transfer_batch", "union_path"},  {"posting", "union_path"},
    {"founding_case", "union_path"},    {"poster", "union_path"},           {"application", "union_path"},
    {"application", "desk_path"},       {"notice", "union_path"},
    {"station", "union_path"},          {"station_check", "union_path"},    {"station_trouble", "union_path"},
    {"service_given", "union_path"},    {"registration", "union_path"},
    {"siting_place", "union_path"},     {"siting_plan", "union_path"},
};

// Rows of a place: they follow a merged union's path without asking who they are.
bool follows_merge(std::string_view table) {
  return table != "trade_union" && table != "person" && table != "union_cover" && table != "role_held";
}

void rewrite(store::WriteTx& tx, const PathColumn& c, Id realm_id, std::string_view from, std::string_view to,
             std::string_view which) {
  std::string column(c.column);
  auto [begin, end] = store::path_range(from);
  tx.execute("UPDATE " + std::string(c.table) + " SET " + column + " = ? || substr(" + column +
                 ", CAST(? AS INTEGER)) WHERE realm_id = ? AND " + store::within_path(column) +
                 std::string(which),
             Params{to, static_cast<std::int64_t>(from.size() + 1), realm_id, begin, end});
}

members::StandingEvent event_of(const members::Person& p, const Merging& m, IdMaker& ids) {
  members::StandingEvent e;
  e.realm_id = p.realm_id;
  e.id = ids.next();
  e.person_id = p.id;
  e.kind = members::EventKind::moved_with_union;
  e.happened_on = m.on;
  e.reason = m.reason;
  e.union_id = m.into.id;
  e.other_union_id = m.from.id;
  e.other_union_name = m.from.name;
  e.prior_standing = p.standing;
  e.prior_union_id = p.union_id;
  e.prior_joined_on = p.joined_on;
  e.prior_category = e.category = p.category;
  e.recorded_at = m.at;
  return e;
}

// One event a person, read in portions so that memory does not grow with the union.
std::int64_t tell_standings(store::WriteTx& tx, IdMaker& ids, const Merging& m) {
  std::int64_t moved = 0;
  for (Id after = 0;;) {
    auto people = tx.select<members::Person>(
        "WHERE realm_id = ? AND union_path = ? AND id > ? AND union_id = ? AND standing IN ('applying', "
        "'active', "
        "'moving_out', 'retained') ORDER BY id LIMIT ?",
        Params{m.from.realm_id, m.from.tree_path, after, m.from.id,
               static_cast<std::int64_t>(kPeopleAtOnce)});
    if (people.empty()) return moved;
    std::vector<members::StandingEvent> events;
    for (const auto& p : people) events.push_back(event_of(p, m, ids));
    tx.insert_all(events);
    after = people.back().id;
    moved += static_cast<std::int64_t>(people.size());
  }
}

void move_people(store::WriteTx& tx, const Merging& m) {
  tx.execute(
      "UPDATE person SET union_id = ?, union_path = ?, version = version + 1, updated_at = ? WHERE realm_id "
      "= ? AND "
      "union_path = ? AND union_id = ? AND standing IN ('applying', 'active', 'moving_out', 'retained')",
      Params{m.into.id, m.into.tree_path, m.at, m.from.realm_id, m.from.tree_path, m.from.id});
}

// A unit that the receiving union covers already keeps that one cover; the other ends.
void move_covers(store::WriteTx& tx, const Merging& m) {
  tx.execute(
      "UPDATE union_cover SET union_id = ?, union_path = ?, is_main = 0 WHERE realm_id = ? AND union_id = ? "
      "AND unit_id NOT "
      "IN (SELECT unit_id FROM union_cover WHERE realm_id = ? AND union_id = ?)",
      Params{m.into.id, m.into.tree_path, m.from.realm_id, m.from.id, m.from.realm_id, m.into.id});
}

constexpr std::string_view kOpenRequests = " AND state IN ('open', 'released', 'outside')";

void move_requests(store::WriteTx& tx, const Merging& m) {
  const std::string open(kOpenRequests);
  for (std::string column : {"from_union_id", "to_union_id"})
    tx.execute(
        "UPDATE transfer_request SET " + column + " = ? WHERE realm_id = ? AND " + column + " = ?" + open,
        Params{m.into.id, m.from.realm_id, m.from.id});
  const std::string both = "realm_id = ? AND from_union_id = ? AND to_union_id = ?" + open;
  const Params here{m.from.realm_id, m.into.id, m.into.id};
  // Who was under way between the two has arrived.
  tx.execute(
      "UPDATE person SET standing = 'active', version = version + 1 WHERE realm_id = ? AND standing = "
      "'moving_out' AND id IN (SELECT person_id FROM transfer_request WHERE " +
          both + ")",
      Params{m.from.realm_id, m.from.realm_id, m.into.id, m.into.id});
  tx.execute(
      "UPDATE transfer_request SET state = 'done', turn_path = '', version = version + 1 WHERE " + both,
      here);
}

constexpr std::string_view kOpenCases = " AND state NOT IN ('archived', 'withdrawn')";

// Foundings that waited for the union that ends are approved by the one that receives it.
void move_cases(store::WriteTx& tx, const Merging& m) {
  tx.execute(
      "UPDATE founding_case SET parent_id = ? WHERE realm_id = ? AND parent_id = ?" + std::string(kOpenCases),
      Params{m.into.id, m.from.realm_id, m.from.id});
}

void move_children(store::WriteTx& tx, const Merging& m) {
  const std::string below = " AND length(tree_path) > " + std::to_string(m.from.tree_path.size());
  rewrite(tx, {"trade_union", "tree_path"}, m.from.realm_id, m.from.tree_path, m.into.tree_path, below);
  tx.execute(
      "UPDATE trade_union SET parent_id = ?, version = version + 1 WHERE realm_id = ? AND parent_id = ?",
      Params{m.into.id, m.from.realm_id, m.from.id});
}

}  // namespace

std::int64_t reserve_segments(store::WriteTx& tx, Id realm_id, std::int64_t count) {
  tx.execute("UPDATE realm SET next_segment = next_segment + ? WHERE id = ?", Params{count, realm_id});
  return tx.integer("SELECT next_segment FROM realm WHERE id = ?", Params{realm_id}).value_or(count) - count;
}

void hold_tree(store::WriteTx& tx, Id realm_id) { reserve_segments(tx, realm_id, 0); }

bool hold_union(store::WriteTx& tx, Id realm_id, Id id) {
  return tx.execute(
             "UPDATE trade_union SET version = version WHERE realm_id = ? AND id = ? AND status IN "
             "('preparing', "
             "'active', 'locked')",
             Params{realm_id, id}) > 0;
}

void rewrite_subtree(store::WriteTx& tx, const Permit&, Id realm_id, std::string_view from_path,
                     std::string_view to_path) {
  for (const PathColumn& c : kPathColumns) rewrite(tx, c, realm_id, from_path, to_path, "");
}

void rehome_cases(store::WriteTx& tx, const Permit&, const Union& moved, const Union& parent) {
  tx.execute("UPDATE founding_case SET parent_id = ?, union_path = ? WHERE realm_id = ? AND union_id = ?" +
                 std::string(kOpenCases),
             Params{parent.id, parent.tree_path, moved.realm_id, moved.id});
}

std::int64_t take_over(store::WriteTx& tx, const Permit&, IdMaker& ids, const Merging& m) {
  std::int64_t moved = tell_standings(tx, ids, m);
  move_people(tx, m);
  move_covers(tx, m);
  move_requests(tx, m);
  move_cases(tx, m);
  move_children(tx, m);
  const std::string below = " AND length(union_path) > " + std::to_string(m.from.tree_path.size());
  for (const PathColumn& c : kPathColumns) {
    if (c.table == "trade_union") continue;
    rewrite(tx, c, m.from.realm_id, m.from.tree_path, m.into.tree_path,
            follows_merge(c.table) ? std::string_view() : below);
  }
  return moved;
}

void end_covers_and_roles(store::WriteTx& tx, const Permit&, const Union& u, Date on) {
  tx.execute("UPDATE union_cover SET to_on = ? WHERE realm_id = ? AND union_id = ? AND to_on IS NULL",
             Params{on, u.realm_id, u.id});
  tx.execute(
      "UPDATE role_held SET to_on = ? WHERE realm_id = ? AND union_id = ? AND (to_on IS NULL OR to_on > ?)",
      Params{on, u.realm_id, u.id, on});
}

}  // namespace niangjia::unions
