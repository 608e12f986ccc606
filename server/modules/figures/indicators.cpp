#include <cmath>
#include <cstdio>

#include "base/embedded.h"
#include "base/text.h"
#include "modules/figures/query.h"

const std::vector<niangjia::EmbeddedFile>& embedded_data();

namespace niangjia::figures {

namespace {

std::vector<IndicatorInfo> read_list() {
  std::vector<IndicatorInfo> out;
  for (const auto& file : embedded_data()) {
    if (file.path != "indicators.tsv") continue;
    for (const auto& line : split(file.bytes, '\n')) {
      auto cells = split(line, '\t');
      if (cells.size() >= 5 && cells[0] != "code")
        out.push_back({cells[0], cells[1], cells[2], cells[3], trim(cells[4])});
    }
  }
  return out;
}

std::vector<FigureRule> make_rules() {
  auto sum = [](std::string_view code, Count c, bool people, bool stock) {
    return FigureRule{code, c, std::nullopt, true, people, stock};
  };
  auto once = [](std::string_view code, Count c, bool stock) {
    return FigureRule{code, c, std::nullopt, false, false, stock};
  };
  return {once("census.brands", Count::brands, true),
          sum("census.couriers", Count::couriers, true, true),
          sum("census.couriers.outlets", Count::outlet_couriers, true, true),
          sum("union.founded", Count::founded, false, false),
          sum("union.founded.newform", Count::founded_new_form, false, false),
          sum("union.stock", Count::unions, false, true),
          once("union.covered_units", Count::covered, false),
          once("union.covered_units.all", Count::covered_all, true),
          {"union.rate", Count::organised_outlets, Count::open_outlets, false, false, true},
          sum("member.joined", Count::joined, true, false),
          sum("member.joined.newform", Count::joined_new_form, true, false),
          {"member.joined.newform_share", Count::joined_new_form, Count::joined, true, false, false},
          sum("member.standing", Count::standing, true, true),
          sum("member.standing.newform", Count::standing_new_form, true, true),
          {"member.standing.newform_share", Count::standing_new_form, Count::standing, true, false, true},
          sum("member.net", Count::net, true, false),
          {"member.coverage.newform", Count::standing_couriers, Count::couriers, false, false, true},
          sum("station.open", Count::stations, false, true),
          sum("service.times", Count::service_times, false, false),
          {"service.people", Count::service_people, std::nullopt, false, false, false, false},
          {"member.qualified_rate", Count::qualified, Count::standing_now, false, false, true}};
}

}  // namespace

const std::vector<IndicatorInfo>& indicator_list() {
  static const std::vector<IndicatorInfo> list = read_list();
  return list;
}

const IndicatorInfo* find_indicator(std::string_view code) {
  for (const auto& info : indicator_list())
    if (info.code == code) return &info;
  return nullptr;
}

const std::vector<FigureRule>& figure_rules() {
  static const std::vector<FigureRule> rules = make_rules();
  return rules;
}

const FigureRule* find_rule(std::string_view code) {
  for (const auto& rule : figure_rules())
    if (rule.code == code) return &rule;
  return nullptr;
}

Figure make_figure(const FigureRule& rule, const Numbers& numbers, std::string key) {
  static const IndicatorInfo unnamed{};
  Figure figure;
  figure.info = find_indicator(rule.code);
  if (!figure.info) figure.info = &unnamed;
  figure.rule = &rule;
  figure.key = std::move(key);
  figure.numerator = numbers[rule.numerator];
  figure.denominator = rule.denominator ? numbers[*rule.denominator] : 1;
  if (figure.denominator != 0)
    figure.value = static_cast<double>(figure.numerator) / static_cast<double>(figure.denominator);
  return figure;
}

std::string Figure::text() const {
  if (!rule->denominator) return std::to_string(numerator) + info->unit;
  if (!value) return "—";
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.1f%%", *value * 100);
  return buffer;
}

std::vector<Figure> figures_of(store::ReadTx& tx, const Place& place, const Period& period) {
  NumbersByNode counted = count_by_node(tx, place, By::total, period);
  count_service_people(tx, place, By::total, period, counted);
  std::vector<Figure> out;
  for (const FigureRule& rule : figure_rules()) out.push_back(make_figure(rule, counted[""]));
  return out;
}

}  // namespace niangjia::figures
