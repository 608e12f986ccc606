#include "modules/unions/items.h"

#include <functional>

#include "base/text.h"
#include "modules/unions/rules.h"

namespace niangjia::unions {

namespace {

void add_text(std::string& out, std::string_view name, std::string_view value) {
  if (!out.empty() && out.back() != '{') out += ',';
  append_json_string(out, name);
  out += ':';
  append_json_string(out, value);
}

void add_raw(std::string& out, std::string_view name, std::string_view value) {
  if (!out.empty() && out.back() != '{') out += ',';
  append_json_string(out, name);
  out += ':';
  out += value;
}

std::string list_json(std::size_t n, const std::function<std::string(std::size_t)>& item) {
  std::string out = "[";
  for (std::size_t i = 0; i < n; ++i) out += (i ? "," : "") + item(i);
  return out + "]";
}

std::string with_next(std::string items, std::string_view next) {
  std::string out = "{\"items\":" + std::move(items);
  add_text(out, "next", next);
  return out;
}

std::string day_or_null(const std::optional<Date>& day) { return day ? "\"" + day->iso() + "\"" : "null"; }

// Moves, merges and endings are judged at the parent (tree_actions.cpp), which a row alone does not name: its
// path does.
std::string_view parent_path(const Union& u) {
  std::string_view path = u.tree_path;
  return path.size() > kSegmentLength ? path.substr(0, path.size() - kSegmentLength) : path;
}

struct Act {
  std::string_view action;
  bool at_parent, needs_life, not_root;
};
constexpr Act kActs[] = {
    {"unions.read", false, false, false}, {"unions.create", false, true, false},
    {"unions.edit", false, true, false},  {"unions.rename", false, true, false},
    {"unions.cover", false, true, false}, {"unions.move", true, true, true},
    {"unions.merge", true, true, true},   {"unions.dissolve", true, true, true},
};

}  // namespace

std::string allowed_acts(const Actor& actor, const Union& u) {
  std::string out = "[";
  for (const Act& act : kActs) {
    if ((act.needs_life && !is_living(u.status)) || (act.not_root && u.parent_id == 0)) continue;
    RowPlace place{u.realm_id, act.at_parent ? parent_path(u) : std::string_view(u.tree_path), 0, 0};
    if (!allow(actor, act.action, place).ok()) continue;
    if (out.size() > 1) out += ',';
    append_json_string(out, act.action);
  }
  return out + "]";
}

std::string township_name(const divisions::DivisionBook& book, std::string_view code) {
  const divisions::Division* found = code.empty() ? nullptr : book.find(code.substr(0, 9));
  return found ? found->name : std::string();
}

std::string union_json(const ListedUnion& item, const Actor& actor, const divisions::DivisionBook& book,
                       const Permit& permit) {
  std::string more;
  add_text(more, "parent_name", item.parent_name);
  add_text(more, "township_name", township_name(book, item.row.township_code));
  add_raw(more, "members_counted", std::to_string(item.members_counted));
  add_raw(more, "allowed", allowed_acts(actor, item.row));
  return record::to_json(item.row, &permit, more);
}

std::string page_json(const UnionPage& page, const Actor& actor, const divisions::DivisionBook& book,
                      const Permit& permit) {
  std::string out =
      with_next(list_json(page.items.size(),
                          [&](std::size_t i) { return union_json(page.items[i], actor, book, permit); }),
                page.next);
  add_raw(out, "total", std::to_string(page.total));
  return out + "}";
}

std::string nodes_json(const std::vector<UnionNode>& nodes) {
  return "{\"items\":" +
         list_json(nodes.size(),
                   [&](std::size_t i) {
                     std::string out = "{";
                     add_text(out, "id", id_to_wire("uni", nodes[i].row.id));
                     add_text(out, "name", nodes[i].row.name);
                     add_text(out, "type", record::word_of(nodes[i].row.type));
                     add_text(out, "status", record::word_of(nodes[i].row.status));
                     add_raw(out, "children", std::to_string(nodes[i].children));
                     add_raw(out, "members", std::to_string(nodes[i].members));
                     return out + "}";
                   }) +
         "}";
}

std::string history_json(const std::vector<UnionChange>& changes, const std::string& next) {
  return with_next(list_json(changes.size(),
                             [&](std::size_t i) {
                               const UnionChange& c = changes[i];
                               std::string more;
                               add_text(more, "on", c.changed_on.iso());
                               add_text(more, "type", record::word_of(c.kind));
                               add_text(more, "label", record::label_of(c.kind));
                               return record::to_json(c, nullptr, more);
                             }),
                   next) +
         "}";
}

std::string covers_json(const std::vector<CoveredUnit>& units, const std::string& next) {
  return with_next(list_json(units.size(),
                             [&](std::size_t i) {
                               const CoveredUnit& unit = units[i];
                               std::string out = "{";
                               add_text(out, "id", id_to_wire("cov", unit.cover.id));
                               add_text(out, "unit_id", id_to_wire("emp", unit.cover.unit_id));
                               add_text(out, "name", unit.unit_name);
                               add_text(out, "credit_code", unit.credit_code);
                               add_raw(out, "from_on", day_or_null(unit.cover.from_on));
                               add_raw(out, "to_on", day_or_null(unit.cover.to_on));
                               add_raw(out, "is_main", unit.cover.is_main ? "true" : "false");
                               add_raw(out, "employees", std::to_string(unit.cover.employees));
                               return out + "}";
                             }),
                   next) +
         "}";
}

std::string chair_mobile(const House& house, const Union& u) {
  if (u.chair_phone_sealed.bytes.empty()) return {};
  auto phone = house.vault.unseal(u.chair_phone_sealed.bytes, "trade_union", "chair_phone", u.id);
  if (!phone.ok() || read_phone(*phone).verdict != PhoneVerdict::mobile) return {};
  return *phone;
}

}  // namespace niangjia::unions
