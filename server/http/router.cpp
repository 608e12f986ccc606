#include <algorithm>
#include <stdexcept>

#include "http/http.h"

namespace niangjia::http {
namespace {

bool is_parameter(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

std::string_view next_segment(std::string_view& rest) {
  if (!rest.empty() && rest.front() == '/') rest.remove_prefix(1);
  const std::size_t end = std::min(rest.find('/'), rest.size());
  const std::string_view segment = rest.substr(0, end);
  rest.remove_prefix(end);
  return segment;
}

std::vector<std::string> split_pattern(std::string_view pattern) {
  std::vector<std::string> segments;
  do segments.emplace_back(next_segment(pattern));
  while (!pattern.empty());
  return segments;
}

// How many leading choices are literal decides between two patterns: one bit a segment, the first weighs
// most. -1: no match.
std::int64_t match_weight(const std::vector<std::string>& pattern, std::string_view path) {
  std::int64_t weight = 0;
  for (const std::string& segment : pattern) {
    const std::string_view given = next_segment(path);
    const bool literal = !is_parameter(segment);
    if (literal ? segment != given : given.empty()) return -1;
    weight = weight * 2 + literal;
  }
  return weight;
}

std::size_t count_segments(std::string_view path) {
  std::size_t slashes = 0;
  for (const char c : path) slashes += c == '/';
  return slashes == 0 ? 1 : slashes;
}

bool same_places(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (is_parameter(a[i]) != is_parameter(b[i]) || (!is_parameter(a[i]) && a[i] != b[i])) return false;
  }
  return true;
}

}  // namespace

std::string_view method_word(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::del:
      return "DELETE";
  }
  return "GET";
}

void Router::add(Route route) {
  if (route.pattern.empty() || route.pattern.front() != '/' || !route.handler)
    throw std::logic_error("route without a path or a handler: " + route.pattern);
  std::vector<std::string> segments = split_pattern(route.pattern);
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    if (routes_[i].method == route.method && same_places(patterns_[i], segments))
      throw std::logic_error("route declared twice: " + route.pattern);
  }
  by_segments_.emplace(segments.size(), routes_.size());
  patterns_.push_back(std::move(segments));
  routes_.push_back(std::move(route));
}

const std::vector<Route>& Router::routes() const { return routes_; }

std::string Router::allowed(std::string_view path) const {
  std::string words;
  const auto [first, last] = by_segments_.equal_range(count_segments(path));
  for (auto it = first; it != last; ++it) {
    if (match_weight(patterns_[it->second], path) < 0) continue;
    const std::string_view word = method_word(routes_[it->second].method);
    if (words.find(word) != std::string::npos) continue;
    if (!words.empty()) words += ", ";
    words += word;
    if (word == "GET") words += ", HEAD";
  }
  return words;
}

const Route* Router::find(Method method, std::string_view path,
                          std::map<std::string, std::string>& parameters, bool& wrong_method) const {
  wrong_method = false;
  std::int64_t best_weight = -1;
  std::size_t best = 0;
  const auto [first, last] = by_segments_.equal_range(count_segments(path));
  for (auto it = first; it != last; ++it) {
    const std::int64_t weight = match_weight(patterns_[it->second], path);
    if (weight < 0) continue;
    if (routes_[it->second].method != method) {
      wrong_method = true;
    } else if (weight > best_weight) {
      best_weight = weight;
      best = it->second;
    }
  }
  if (best_weight < 0) return nullptr;
  wrong_method = false;
  parameters.clear();
  for (const std::string& segment : patterns_[best]) {
    const std::string_view given = next_segment(path);
    if (is_parameter(segment)) parameters.emplace(segment.substr(1, segment.size() - 2), given);
  }
  return &routes_[best];
}

}  // namespace niangjia::http
