#include <array>
#include <atomic>
#include <cstdio>
#include <mutex>
#include <shared_mutex>
#include <stdexcept>

#include "http/http.h"

namespace niangjia::http {
namespace {

constexpr std::array kBounds_s = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                  0.25,  0.5,    1.0,   2.5,  5.0,   10.0};
constexpr std::size_t kMaxSeries = 20'000;  // a label with endless values must not eat the memory

struct Histogram {
  std::array<std::atomic<std::uint64_t>, kBounds_s.size() + 1> buckets{};
  std::atomic<double> sum{0};
};

std::string number(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.12g", value);
  return text;
}

void append_line(std::string& out, std::string_view name, std::string_view suffix, std::string_view labels,
                 std::string_view value) {
  out.append(name).append(suffix);
  if (!labels.empty()) out.append("{").append(labels).append("}");
  out.append(" ").append(value).append("\n");
}

void append_type(std::string& out, std::string_view name, std::string_view type, std::string& previous) {
  if (previous == name) return;
  previous = name;
  out.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}

// name → labels → value; the outer map groups a name's series, as the text format demands.
template <class Value>
class Series {
 public:
  // Null when there are too many series already.
  Value* find_or_add(std::string_view name, std::string_view labels) {
    {
      const std::shared_lock lock(mutex_);
      if (Value* found = find(name, labels)) return found;
    }
    const std::unique_lock lock(mutex_);
    if (Value* found = find(name, labels)) return found;
    if (count_ >= kMaxSeries) return nullptr;
    ++count_;
    return &by_name_[std::string(name)][std::string(labels)];
  }
  template <class Visit>
  void each(Visit visit) const {
    const std::shared_lock lock(mutex_);
    for (const auto& [name, by_labels] : by_name_) {
      for (const auto& [labels, value] : by_labels) visit(name, labels, value);
    }
  }

 private:
  Value* find(std::string_view name, std::string_view labels) {
    const auto named = by_name_.find(name);
    if (named == by_name_.end()) return nullptr;
    const auto labelled = named->second.find(labels);
    return labelled == named->second.end() ? nullptr : &labelled->second;
  }
  mutable std::shared_mutex mutex_;
  std::size_t count_ = 0;
  std::map<std::string, std::map<std::string, Value, std::less<>>, std::less<>> by_name_;
};

void append_histogram(std::string& out, const std::string& name, const std::string& labels,
                      const Histogram& h) {
  const std::string prefix = labels.empty() ? "" : labels + ",";
  std::uint64_t total = 0;
  for (std::size_t i = 0; i <= kBounds_s.size(); ++i) {
    total += h.buckets[i].load(std::memory_order_relaxed);
    const std::string bound = i < kBounds_s.size() ? number(kBounds_s[i]) : "+Inf";
    append_line(out, name, "_bucket", prefix + "le=\"" + bound + "\"", std::to_string(total));
  }
  append_line(out, name, "_sum", labels, number(h.sum.load(std::memory_order_relaxed)));
  append_line(out, name, "_count", labels, std::to_string(total));
}

class Registry : public Metrics {
 public:
  void count(std::string_view name, std::string_view labels, double amount) override {
    if (auto* value = counters_.find_or_add(name, labels))
      value->fetch_add(amount, std::memory_order_relaxed);
  }
  void observe_seconds(std::string_view name, std::string_view labels, double seconds) override {
    Histogram* histogram = histograms_.find_or_add(name, labels);
    if (!histogram) return;
    std::size_t bucket = 0;
    while (bucket < kBounds_s.size() && seconds > kBounds_s[bucket]) ++bucket;
    histogram->buckets[bucket].fetch_add(1, std::memory_order_relaxed);
    histogram->sum.fetch_add(seconds, std::memory_order_relaxed);
  }
  void gauge(std::string_view name, std::function<double()> read) override {
    const std::lock_guard lock(gauges_mutex_);
    gauges_.insert_or_assign(std::string(name), std::move(read));
  }
  std::string text() const override {
    std::string out, previous;
    counters_.each([&](const std::string& name, const std::string& labels, const std::atomic<double>& value) {
      append_type(out, name, "counter", previous);
      append_line(out, name, "", labels, number(value.load(std::memory_order_relaxed)));
    });
    histograms_.each([&](const std::string& name, const std::string& labels, const Histogram& value) {
      append_type(out, name, "histogram", previous);
      append_histogram(out, name, labels, value);
    });
    const std::lock_guard lock(gauges_mutex_);
    for (const auto& [name, read] : gauges_) {
      append_type(out, name, "gauge", previous);
      append_line(out, name, "", "", number(read()));
    }
    return out;
  }

 private:
  Series<std::atomic<double>> counters_;
  Series<Histogram> histograms_;
  mutable std::mutex gauges_mutex_;
  std::map<std::string, std::function<double()>> gauges_;
};

}  // namespace

std::unique_ptr<Metrics> make_metrics() { return std::make_unique<Registry>(); }

}  // namespace niangjia::http
