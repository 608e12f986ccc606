// A problem as people write it down: JSON, or the text of OR-Library's pmed files.
#include <boost/json.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>

#include "base/geodesy.h"
#include "base/text.h"
#include "siting/siting.h"

namespace niangjia::siting {

namespace {

namespace json = boost::json;
using Names = std::initializer_list<std::string_view>;

niangjia::Problem unreadable(std::string sentence) { return refuse(Code::invalid, "siting.unreadable", std::move(sentence)); }

const json::value* member(const json::object& object, Names names) {
  for (std::string_view name : names)
    if (const json::value* value = object.if_contains(name); value && !value->is_null()) return value;
  return nullptr;
}

Result<std::optional<double>> number(const json::object& object, Names names, const std::string& where) {
  const json::value* value = member(object, names);
  if (!value) return std::optional<double>();
  if (!value->is_number()) return unreadable(where + "的 " + std::string(*names.begin()) + " 应是数字。");
  const double d = value->to_number<double>();
  if (!std::isfinite(d) || std::abs(d) > 1e12) return unreadable(where + "的 " + std::string(*names.begin()) + " 超出范围。");
  return std::optional(d);
}

std::string text_of(const json::value* value, std::size_t index) {
  if (value && value->is_string()) return std::string(value->as_string()).substr(0, 80);
  if (value && value->is_int64()) return std::to_string(value->as_int64());
  if (value && value->is_uint64()) return std::to_string(value->as_uint64());
  return std::to_string(index);
}

struct Spot {
  bool is_geographic = false, is_known = false;
  double x = 0, y = 0;
};

Result<Spot> read_spot(const json::object& object, const std::string& where) {
  TRY(auto lon, number(object, {"lon", "lng", "longitude"}, where));
  TRY(auto lat, number(object, {"lat", "latitude"}, where));
  if (lon && lat) {
    if (std::abs(*lon) > 180 || std::abs(*lat) > 90) return unreadable(where + "的经纬度超出范围，应为经度 lon、纬度 lat（度）。");
    return Spot{true, true, *lon, *lat};
  }
  TRY(auto x, number(object, {"x"}, where));
  TRY(auto y, number(object, {"y"}, where));
  if (x && y) return Spot{false, true, *x, *y};
  return Spot{};
}

Result<const json::array*> list_of(const json::object& root, Names names, std::string_view label, std::size_t most) {
  const json::value* value = member(root, names);
  const json::array* list = value ? value->if_array() : nullptr;
  if (!list || list->empty()) return unreadable("缺少" + std::string(label) + " " + std::string(*names.begin()) + "（应是一个列表）。");
  if (list->size() > most) return unreadable(std::string(label) + "最多 " + std::to_string(most) + " 个，这里有 " + std::to_string(list->size()) + " 个。");
  return list;
}

Result<ProblemKind> read_kind(const json::object& root) {
  const json::value* value = member(root, {"kind", "problem", "type", "model"});
  std::string word = value && value->is_string() ? to_lower_ascii(std::string(value->as_string())) : "";
  std::erase_if(word, [](char c) { return c == '-' || c == '_' || c == ' '; });
  if (word == "mclp" || word == "maxcover" || word == "maximalcovering" || word == "maximumcoverage") return ProblemKind::mclp;
  if (word == "lscp" || word == "setcover" || word == "setcovering") return ProblemKind::lscp;
  if (word == "pmedian" || word == "pmed" || word == "median") return ProblemKind::p_median;
  return unreadable("kind 应为 mclp（覆盖最多的人）、lscp（用最少的站点）或 p-median（平均走得最近）。");
}

Result<void> read_points(const json::array& list, Problem& problem, std::vector<Spot>& spots) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string where = "第 " + std::to_string(i + 1) + " 个需求点";
    const json::object* object = list[i].if_object();
    DemandPoint point{std::to_string(i), 1};
    if (!object && list[i].is_number()) point.weight = list[i].to_number<double>();
    else if (!object) return unreadable(where + "应是一个对象，如 {\"id\":\"a\",\"weight\":12,\"lon\":120.5,\"lat\":30.1}。");
    else {
      point.id = text_of(member(*object, {"id", "name", "code"}), i);
      TRY(auto weight, number(*object, {"weight", "w", "demand", "population", "people"}, where));
      point.weight = weight.value_or(1);
    }
    if (!(point.weight >= 0) || point.weight > 1e9) return unreadable(where + "的 weight 应在 0 到 10 亿之间。");
    TRY(Spot spot, object ? read_spot(*object, where) : Result<Spot>(Spot{}));
    spots.push_back(spot);
    problem.demand.push_back(std::move(point));
  }
  return {};
}

Result<void> read_sites(const json::array& list, Problem& problem, std::vector<Spot>& spots) {
  for (std::size_t j = 0; j < list.size(); ++j) {
    const std::string where = "第 " + std::to_string(j + 1) + " 个场所";
    const json::object* object = list[j].if_object();
    Site site{text_of(object ? nullptr : &list[j], j), false, std::nullopt};
    if (object) {
      site.id = text_of(member(*object, {"id", "name", "code"}), j);
      const json::value* fixed = member(*object, {"fixed", "is_fixed", "existing", "open"});
      if (fixed && !fixed->is_bool()) return unreadable(where + "的 fixed 应为 true 或 false。");
      site.is_fixed = fixed && fixed->as_bool();
      TRY(site.capacity, number(*object, {"capacity"}, where));
      if (site.capacity && *site.capacity < 0) return unreadable(where + "的 capacity 不能是负数。");
    }
    TRY(Spot spot, object ? read_spot(*object, where) : Result<Spot>(Spot{}));
    spots.push_back(spot);
    problem.sites.push_back(std::move(site));
  }
  return {};
}

Result<void> read_matrix(const json::value& value, Problem& problem) {
  const json::array* rows = value.if_array();
  if (!rows || rows->size() != problem.demand.size()) return unreadable("distances 应有 " + std::to_string(problem.demand.size()) + " 行，每个需求点一行。");
  for (std::size_t i = 0; i < rows->size(); ++i) {
    const json::array* row = (*rows)[i].if_array();
    if (!row || row->size() != problem.sites.size())
      return unreadable("distances 第 " + std::to_string(i + 1) + " 行应有 " + std::to_string(problem.sites.size()) + " 个数，每个场所一个。");
    for (const json::value& cell : *row) {
      const double d = cell.is_number() ? cell.to_number<double>() : -1;
      if (!(d >= 0) || d > 1e12) return unreadable("distances 第 " + std::to_string(i + 1) + " 行有一个数不对，应是不小于 0 的米数。");
      problem.distances_m.push_back(d);
    }
  }
  return {};
}

Result<void> measure(const std::vector<Spot>& points, const std::vector<Spot>& sites, double detour, Problem& problem) {
  for (std::size_t i = 0; i < points.size(); ++i)
    for (std::size_t j = 0; j < sites.size(); ++j) {
      const Spot &a = points[i], &b = sites[j];
      if (!a.is_known || !b.is_known || a.is_geographic != b.is_geographic)
        return unreadable((a.is_known ? "场所“" + problem.sites[j].id : "需求点“" + problem.demand[i].id) + "”没有位置：请给出 lon 和 lat，或 x 和 y（米），或另给 distances。");
      problem.distances_m.push_back(detour * (a.is_geographic ? niangjia::distance_m({a.x, a.y}, {b.x, b.y}) : std::hypot(a.x - b.x, a.y - b.y)));
    }
  return {};
}

Result<Problem> read_json(std::string_view text) {
  boost::system::error_code fault;
  const json::value value = json::parse(text, fault, {}, {.max_depth = 16});
  const json::object* root = fault ? nullptr : value.if_object();
  if (!root) return unreadable("这个文件不是 JSON 对象，请对照说明检查括号、引号和逗号。");
  Problem problem;
  TRY(problem.kind, read_kind(*root));
  TRY(auto p, number(*root, {"p", "n", "count"}, "问题"));
  TRY(auto radius, number(*root, {"radius", "radius_m", "r", "max_distance"}, "问题"));
  TRY(auto seconds, number(*root, {"seconds", "time_limit"}, "问题"));
  TRY(auto detour, number(*root, {"detour"}, "问题"));
  if (p && (*p != std::floor(*p) || *p < 0 || *p > static_cast<double>(kMostSites))) return unreadable("p 应是不小于 0 的整数。");
  if (seconds && !(*seconds > 0 && *seconds <= 36'000)) return unreadable("seconds 应在 0 到 36000 之间。");
  if (detour && !(*detour >= 1 && *detour <= 10)) return unreadable("detour（绕行系数）应在 1 到 10 之间。");
  problem.p = static_cast<int>(p.value_or(1)), problem.radius_m = radius.value_or(0), problem.seconds = seconds.value_or(60);
  TRY(const json::array* points, list_of(*root, {"demand", "demands", "demand_points", "points"}, "需求点", kMostPoints));
  TRY(const json::array* sites, list_of(*root, {"sites", "candidates", "facilities"}, "场所", kMostSites));
  if (points->size() * sites->size() > kMostPairs) return unreadable("需求点数乘场所数最多 600 万，请合并相近的需求点。");
  std::vector<Spot> at, of;
  CHECK_OK(read_points(*points, problem, at));
  CHECK_OK(read_sites(*sites, problem, of));
  const json::value* matrix = member(*root, {"distances", "distances_m", "matrix"});
  CHECK_OK(matrix ? read_matrix(*matrix, problem) : measure(at, of, detour.value_or(1), problem));
  return problem;
}

// n m p, then m lines "from to length"; every vertex is a demand point of weight 1 and a site (Beasley 1985).
Result<Problem> read_pmed(std::string_view text) {
  std::vector<long> numbers;
  const char *at = text.data(), *end = text.data() + text.size();
  while (at != end) {
    if (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t') {
      ++at;
      continue;
    }
    long value = 0;
    auto [next, fault] = std::from_chars(at, end, value);
    if (fault != std::errc() || numbers.size() > 3'000'000) return unreadable("这个文件既不是 JSON，也不是 pmed 格式（只应有整数）。");
    numbers.push_back(value), at = next;
  }
  if (numbers.size() < 3 || numbers[0] < 1 || numbers[0] > 2'400 || numbers[1] < numbers[0] - 1 || numbers[1] > 1'000'000 || numbers[2] < 1 || numbers[2] > numbers[0] ||
      static_cast<long>(numbers.size()) < 3 + 3 * numbers[1])
    return unreadable("pmed 文件的第一行应是“点数 边数 p”（点数最多 2400），后面每条边一行“起点 终点 长度”。");
  const auto n = static_cast<std::size_t>(numbers[0]);
  std::vector<double> d(n * n, std::numeric_limits<double>::infinity());
  for (std::size_t i = 0; i < n; ++i) d[i * n + i] = 0;
  for (long e = 0; e < numbers[1]; ++e) {
    const long a = numbers[static_cast<std::size_t>(3 + 3 * e)], b = numbers[static_cast<std::size_t>(4 + 3 * e)], length = numbers[static_cast<std::size_t>(5 + 3 * e)];
    if (a < 1 || b < 1 || a > numbers[0] || b > numbers[0] || length < 0) return unreadable("第 " + std::to_string(e + 1) + " 条边的端点或长度不对。");
    const auto i = static_cast<std::size_t>(a - 1), j = static_cast<std::size_t>(b - 1);
    d[i * n + j] = d[j * n + i] = static_cast<double>(length);  // a later line of the same edge stands
  }
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) d[i * n + j] = std::min(d[i * n + j], d[i * n + k] + d[k * n + j]);
  if (std::any_of(d.begin(), d.end(), [](double v) { return !std::isfinite(v); })) return unreadable("这张图不是连通的，有的点走不到。");
  Problem problem;
  problem.kind = ProblemKind::p_median, problem.p = static_cast<int>(numbers[2]), problem.distances_m = std::move(d);
  for (std::size_t i = 1; i <= n; ++i) problem.demand.push_back({std::to_string(i), 1}), problem.sites.push_back({std::to_string(i), false, std::nullopt});
  return problem;
}

std::string number_text(double value) {
  char text[40];
  if (!std::isfinite(value)) return "null";
  std::snprintf(text, sizeof text, value == std::floor(value) && std::abs(value) < 1e15 ? "%.0f" : "%.6f", value);
  return text;
}

template <class Named>
std::string names_json(const std::vector<Named>& all, const std::vector<std::size_t>& which) {
  std::string out = "[";
  for (std::size_t i : which) out += (out.size() > 1 ? "," : "") + json_string(all[i].id);
  return out + "]";
}

}  // namespace

Result<Problem> read_problem(std::string_view text) {
  if (text.size() > (256u << 20)) return unreadable("文件超过 256 MB。");
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string_view::npos) return unreadable("文件是空的。");
  text.remove_prefix(first);
  return text.front() >= '0' && text.front() <= '9' ? read_pmed(text) : read_json(text);
}

std::string solution_json(const Problem& p, const Solution& s) {
  double uncovered = 0;
  for (std::size_t i : s.best.uncovered) uncovered += p.demand[i].weight;
  constexpr std::string_view kinds[] = {"mclp", "lscp", "p-median"};
  std::string out = "{\"kind\":" + json_string(kinds[static_cast<std::size_t>(p.kind)]) + ",\"value\":" + number_text(s.best.value) +
                    ",\"chosen\":" + names_json(p.sites, s.best.chosen) + ",\"bound\":" + number_text(s.bound) +
                    ",\"gap\":" + number_text(s.gap()) + ",\"proven\":" + (s.is_proven ? "true" : "false") +
                    ",\"seconds\":" + number_text(s.seconds) + ",\"uncovered\":" + names_json(p.demand, s.best.uncovered) +
                    ",\"uncovered_weight\":" + number_text(uncovered) + ",\"second\":";
  if (!s.second) return out + "null}";
  return out + "{\"value\":" + number_text(s.second->value) + ",\"chosen\":" + names_json(p.sites, s.second->chosen) + "}}";
}

}  // namespace niangjia::siting
