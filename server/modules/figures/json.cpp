#include "modules/figures/json.h"

#include "base/text.h"
#include "modules/categories/categories.h"

namespace niangjia::figures {

void Json::comma() {
  if (!out_.empty() && out_.back() != '{' && out_.back() != '[' && out_.back() != ':' && out_.back() != ',')
    out_ += ',';
}
void Json::open(char bracket) {
  comma();
  out_ += bracket;
}
void Json::key(std::string_view name) {
  comma();
  append_json_string(out_, name);
  out_ += ':';
}
void Json::text(std::string_view name, std::string_view value) {
  key(name);
  append_json_string(out_, value);
}
void Json::number(std::string_view name, std::int64_t value) {
  key(name);
  out_ += std::to_string(value);
}
void Json::boolean(std::string_view name, bool value) {
  key(name);
  out_ += value ? "true" : "false";
}
void Json::null(std::string_view name) {
  key(name);
  out_ += "null";
}

std::string figure_number(const Figure& figure) {
  if (!figure.value) return "null";
  if (!figure.rule->denominator) return std::to_string(figure.numerator);
  std::string out;
  record::append_json(out, *figure.value);
  return out;
}

void append_value(Json& json, std::string_view name, const Figure& figure) {
  json.key(name);
  json.raw(figure_number(figure));
}

void append_figure(Json& json, const Figure& figure) {
  json.text("code", figure.rule->code);
  json.text("name", figure.info->name);
  json.text("unit", figure.info->unit);
  append_value(json, "value", figure);
  json.text("text", figure.text());
  json.text("definition", figure.info->definition);
  json.text("source", figure.info->source);
  if (!figure.rule->denominator) {
    json.null("numerator");
    json.null("denominator");
    return;
  }
  json.number("numerator", figure.numerator);
  json.number("denominator", figure.denominator);
}

namespace {

enum class Known { always, additive, people };

bool is_known(const FigureRule& rule, Known known) {
  return known == Known::always || (known == Known::additive ? rule.is_additive : rule.is_of_people);
}

void append_divided(Json& json, const Numbers& numbers, std::string_view by, std::string_view key,
                    Known known) {
  for (const FigureRule& rule : figure_rules()) {
    if (!is_known(rule, known)) continue;
    json.begin_object();
    append_figure(json, make_figure(rule, numbers));
    if (!by.empty()) json.text(by, key);
    json.end_object();
  }
}

std::string category_label(int code) {
  const auto* category = categories::category_by_code(code);
  return category ? category->name : "未填类别";
}

void append_nodes(store::ReadTx& tx, const Place& place, const Period& period, std::string_view by,
                  Json& json) {
  NumbersByNode nodes = count_by_node(tx, place, By::children, period);
  count_service_people(tx, place, By::children, period, nodes);
  std::vector<std::string> names;
  for (const auto& [node, numbers] : nodes)
    if (!node.empty()) names.push_back(node);
  for (const Child& child : name_children(tx, place, names))
    append_divided(json, nodes[child.node], by, child.name, Known::always);
}

}  // namespace

Result<std::string> divided_json(store::ReadTx& tx, const Place& place, const Period& period,
                                 std::string_view by) {
  std::string out;
  Json json(out);
  json.begin_list();
  if (by.empty()) {
    NumbersByNode whole = count_by_node(tx, place, By::total, period);
    count_service_people(tx, place, By::total, period, whole);
    append_divided(json, whole[""], by, "", Known::always);
  } else if (by == "month") {
    for (const auto& [month, numbers] : count_by_month(tx, place, period))
      append_divided(json, numbers, by, month, Known::additive);
  } else if (by == "category") {
    for (const auto& [code, numbers] : count_by_category(tx, place, period))
      append_divided(json, numbers, by, category_label(code), Known::people);
  } else if (by == "union" || by == "township") {
    Place divided = place;
    // The root divides by township; asked for unions, it is read as any other union: what lies right below
    // it.
    if (by == "union") divided.is_root = false;
    if (by == "township" && !place.is_root)
      return refuse(Code::invalid, "figures.by", "只有总工会本级可以按镇街分列；其他工会请用 --by union。");
    append_nodes(tx, divided, period, by, json);
  } else {
    return refuse(Code::invalid, "figures.by",
                  "不认识的分列方式“" + std::string(by) + "”，可用 month、union、township、category。");
  }
  json.end_list();
  return out;
}

}  // namespace niangjia::figures
