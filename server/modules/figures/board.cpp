#include <algorithm>

#include "base/text.h"
#include "modules/figures/json.h"
#include "modules/figures/query.h"
#include "modules/members/members.h"

namespace niangjia::figures {

namespace {

// In a union's own view the rows below it and its own part make the whole.
void add_own_part(const Place& place, const Numbers& whole, NumbersByNode& nodes) {
  if (place.is_root || place.is_territory()) return;
  nodes.erase("");
  Numbers below;
  for (const auto& [node, numbers] : nodes) below += numbers;
  Numbers own = whole - below;
  for (const FigureRule& rule : figure_rules())
    if (!rule.is_additive && !rule.denominator)
      own[rule.numerator] = 0;  // counted once in the whole, not a remainder
  nodes[""] = own;
}

std::vector<BoardChild> children_of(store::ReadTx& tx, const Place& place, const Numbers& whole,
                                    NumbersByNode nodes) {
  add_own_part(place, whole, nodes);
  std::vector<std::string> names;
  for (const auto& [node, numbers] : nodes)
    if (!node.empty() && !numbers.is_zero()) names.push_back(node);
  std::vector<BoardChild> out;
  for (Child& child : name_children(tx, place, names)) {
    auto it = nodes.find(child.node);
    out.push_back({std::move(child), it == nodes.end() ? Numbers{} : it->second});
  }
  if (auto own = nodes.find(""); own != nodes.end() && !own->second.is_zero())
    out.push_back({{"", place.union_id, "本级", place.own_township, true}, own->second});
  return out;
}

void append_path(std::string& out, const Board& board) {
  Json json(out);
  json.begin_list();
  for (const auto& [id, name] : board.path) {
    json.begin_object();
    json.text("id", id_to_wire("uni", id));
    json.text("name", name);
    json.end_object();
  }
  json.end_list();
}

void append_values(Json& json, const Numbers& numbers, bool only_additive) {
  for (const FigureRule& rule : figure_rules())
    if (rule.is_on_board && (!only_additive || rule.is_additive)) append_value(json, rule.code, make_figure(rule, numbers));
}

std::string rows_link(const Board& board, std::string_view code) {
  std::string link = "/api/v1/figures/" + std::string(code) + "/rows?";
  link += board.place.is_territory() ? "township=" + board.place.township
                                     : "union=" + id_to_wire("uni", board.place.union_id);
  return link + "&from=" + board.period.from.iso() + "&to=" + board.period.to.iso();
}

void append_figures(Json& json, const Board& board) {
  json.key("figures");
  json.begin_list();
  for (const FigureRule& rule : figure_rules()) {
    if (!rule.is_on_board) continue;
    json.begin_object();
    append_figure(json, make_figure(rule, board.whole));
    json.text("link", rows_link(board, rule.code));
    json.end_object();
  }
  json.end_list();
}

void append_months(Json& json, const Board& board) {
  json.key("months");
  json.begin_list();
  for (const auto& [month, numbers] : board.months) {
    json.begin_object();
    json.text("month", month);
    json.key("values");
    json.begin_object();
    append_values(json, numbers, true);
    json.end_object();
    json.end_object();
  }
  json.end_list();
}

void append_children(Json& json, const Board& board) {
  json.key("children");
  json.begin_list();
  for (const auto& [child, numbers] : board.children) {
    json.begin_object();
    json.text("id", child.is_union ? id_to_wire("uni", child.union_id) : child.node);
    json.text("name", child.name);
    json.text("code", child.township);
    json.text("kind", child.is_union ? child.node.empty() ? "own" : "union" : "township");
    json.key("values");
    json.begin_object();
    append_values(json, numbers, false);
    json.end_object();
    json.end_object();
  }
  json.end_list();
}

void append_columns(Json& json) {
  for (bool ratios : {false, true}) {
    json.key(ratios ? "rates" : "columns");
    json.begin_list();
    for (const FigureRule& rule : figure_rules()) {
      const IndicatorInfo* info = find_indicator(rule.code);
      if (rule.denominator.has_value() != ratios || !info) continue;
      json.begin_object();
      json.text("code", rule.code);
      json.text("name", info->name);
      if (!ratios) json.text("unit", info->unit);
      if (!ratios) json.boolean("additive", rule.is_additive);
      json.end_object();
    }
    json.end_list();
  }
}

}  // namespace

Result<Board> read_board(store::ReadTx& tx, const Scope& scope, const BoardWish& wish, Date today) {
  Board board;
  TRY(board.place, find_place(tx, scope, wish.union_words, wish.township));
  TRY(board.period, read_period(tx, scope.realm_id(), wish.from, wish.to, today));
  board.path = path_of(tx, scope, board.place);
  NumbersByNode nodes = count_by_node(tx, board.place, By::children, board.period);
  board.whole = count_whole(tx, board.place, board.period, nodes);
  board.children = children_of(tx, board.place, board.whole, std::move(nodes));
  board.months = count_by_month(tx, board.place, board.period);
  return board;
}

std::string board_json(const Board& board) {
  std::string out;
  Json json(out);
  json.begin_object();
  json.key("union");
  json.begin_object();
  json.text("id",
            board.place.is_territory() ? board.place.township : id_to_wire("uni", board.place.union_id));
  json.text("name", board.place.name);
  json.end_object();
  json.key("path");
  append_path(out, board);
  json.text("from", board.period.from.iso());
  json.text("to", board.period.to.iso());
  append_figures(json, board);
  append_months(json, board);
  append_children(json, board);
  json.key("totals");
  json.begin_object();
  append_values(json, board.whole, false);
  json.end_object();
  append_columns(json);
  json.null("outline");
  json.end_object();
  return out;
}

Result<std::string> figures_json(House& house, const Actor& actor, std::string_view where,
                                 std::optional<Date> from, std::optional<Date> to, std::string_view by) {
  Scope scope = visible(actor, "figures.read");
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    auto found = find_place(tx, scope, where, "");
    if (!found.ok() && found.problem().reason == "figures.no_such_union") {
      auto territory = find_place(tx, scope, "", where);
      if (territory.ok() || territory.problem().code == Code::forbidden) found = std::move(territory);
    }
    TRY(Place place, std::move(found));
    TRY(Period period, read_period(tx, scope.realm_id(), from, to, house.clock.today()));
    return divided_json(tx, place, period, by);
  });
}

}  // namespace niangjia::figures
