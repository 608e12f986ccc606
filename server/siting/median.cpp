#include "siting/median.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>

#include "siting/integer_program.h"

namespace niangjia::siting {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr int kMostSteps = 3000, kPatience = 25;

class Median {
 public:
  explicit Median(const Problem& problem) : p_(problem), n_(problem.demand.size()), m_(problem.sites.size()) {
    cost_.resize(n_ * m_);
    is_whole_ = true;
    for (std::size_t i = 0; i < n_; ++i)
      for (std::size_t j = 0; j < m_; ++j) {
        const double d = p_.distance_m(i, j);
        const bool is_far = p_.radius_m > 0 && d > p_.radius_m;
        const double c = is_far ? kInfinity : p_.demand[i].weight * d;
        cost_[i * m_ + j] = c;
        is_whole_ = is_whole_ && (is_far || c == std::floor(c));
      }
  }

  Result<Solution> solve() {
    bound_by_multipliers();
    if (best_value_ == kInfinity)
      return refuse(Code::invalid, "siting.infeasible", "没有可行的方案：选这么多场所仍有人在半径之外，请放宽半径或增加个数。");
    if (!is_closed()) prove_by_program();
    Solution s;
    s.best = *evaluate(p_, best_);
    s.is_proven = is_closed();
    s.bound = s.is_proven ? s.best.value : rounded(bound_);
    if (p_.wants_second) s.second = second_best();
    s.seconds = seconds();
    return s;
  }

 private:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count(); }
  double cost(std::size_t i, std::size_t j) const { return cost_[i * m_ + j]; }
  // Whole costs make whole values: a bound of 5818.3 is one of 5819.
  double rounded(double bound) const { return is_whole_ ? std::ceil(bound - 1e-6) : bound; }
  bool is_closed() const { return rounded(bound_) >= best_value_ - 1e-7 * std::max(1.0, std::abs(best_value_)); }

  double value_of(const std::vector<std::size_t>& chosen) const {
    std::vector<char> open(m_);
    for (std::size_t j : chosen) open[j] = 1;
    for (std::size_t j = 0; j < m_; ++j) open[j] = open[j] || p_.sites[j].is_fixed;
    double sum = 0;
    for (std::size_t i = 0; i < n_; ++i) {
      double least = kInfinity;
      for (std::size_t j = 0; j < m_; ++j)
        if (open[j]) least = std::min(least, cost(i, j));
      sum += least;
    }
    return sum;
  }

  void take(std::vector<std::size_t> chosen) {
    improve(chosen);
    const double value = value_of(chosen);
    if (value >= best_value_) return;
    std::sort(chosen.begin(), chosen.end());
    best_value_ = value, best_ = std::move(chosen);
  }

  // Interchange of one in for one out (Teitz and Bart 1968, gains by Whitaker 1983), the best of each round.
  void improve(std::vector<std::size_t>& chosen) const {
    for (int round = 0; round < 200; ++round) {
      auto [gain, in, out] = best_swap(chosen);
      if (gain <= 1e-9) return;
      *std::find(chosen.begin(), chosen.end(), out) = in;
    }
  }

  struct Swap {
    double gain;
    std::size_t in, out;
  };
  Swap best_swap(const std::vector<std::size_t>& chosen, double least_gain = 0) const {
    std::vector<char> open(m_);
    for (std::size_t j : chosen) open[j] = 1;
    for (std::size_t j = 0; j < m_; ++j) open[j] = open[j] || p_.sites[j].is_fixed;
    std::vector<double> first(n_, kInfinity), second(n_, kInfinity);
    std::vector<std::size_t> nearest(n_, m_);
    for (std::size_t i = 0; i < n_; ++i)
      for (std::size_t j = 0; j < m_; ++j) {
        if (!open[j]) continue;
        const double c = cost(i, j);
        if (c < first[i] || nearest[i] == m_) second[i] = first[i], first[i] = c, nearest[i] = j;
        else second[i] = std::min(second[i], c);
      }
    if (std::any_of(first.begin(), first.end(), [](double c) { return c == kInfinity; })) return {least_gain, 0, 0};
    Swap best{least_gain, 0, 0};
    std::vector<double> loss(m_);
    for (std::size_t in = 0; in < m_; ++in) {
      if (open[in]) continue;
      std::fill(loss.begin(), loss.end(), 0.0);
      double gain = 0;
      for (std::size_t i = 0; i < n_; ++i) {
        const double c = cost(i, in);
        if (c < first[i]) gain += first[i] - c;
        else loss[nearest[i]] += std::min(c, second[i]) - first[i];
      }
      for (std::size_t out : chosen)
        if (gain - loss[out] > best.gain) best = {gain - loss[out], in, out};
    }
    return best;
  }

  // One look at the relaxation: what each site saves at these multipliers, the p best of the candidates.
  double relax(const std::vector<double>& u, std::vector<std::size_t>& chosen) {
    saving_.assign(m_, 0);
    for (std::size_t i = 0; i < n_; ++i) {
      const double* row = &cost_[i * m_];
      for (std::size_t j = 0; j < m_; ++j) saving_[j] += std::min(0.0, row[j] - u[i]);
    }
    order_.clear();
    double sum = std::accumulate(u.begin(), u.end(), 0.0);
    for (std::size_t j = 0; j < m_; ++j)
      if (p_.sites[j].is_fixed) sum += saving_[j];
      else order_.push_back(j);
    std::sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) { return saving_[a] != saving_[b] ? saving_[a] < saving_[b] : a < b; });
    chosen.assign(order_.begin(), order_.begin() + p_.p);
    for (std::size_t j : chosen) sum += saving_[j];
    return sum;
  }

  void bound_by_multipliers() {
    std::vector<double> u(n_);
    for (std::size_t i = 0; i < n_; ++i) {
      std::vector<double> sorted;
      for (std::size_t j = 0; j < m_; ++j)
        if (cost(i, j) < kInfinity) sorted.push_back(cost(i, j));
      const std::size_t at = std::min<std::size_t>(sorted.size() - 1, std::max<std::size_t>(1, m_ / static_cast<std::size_t>(std::max(1, p_.p))) / 2);
      std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(at), sorted.end());
      u[i] = sorted[at];
    }
    double step = 2, stalled = 0;
    std::vector<std::size_t> chosen;
    for (int k = 0; k < kMostSteps && step > 1e-4 && seconds() < p_.seconds * 0.5; ++k) {
      const double bound = relax(u, chosen);
      if (bound > bound_) {
        stalled = bound > bound_ + 1e-4 * std::abs(bound_) ? 0 : stalled + 1;
        bound_ = bound, multipliers_ = u;
      } else ++stalled;
      if (k < 20 || k % 25 == 0) take(chosen);
      if (is_closed()) return;
      if (stalled >= kPatience) step /= 2, stalled = 0;
      std::vector<int> lack(n_, 1);
      double norm = 0;
      for (std::size_t i = 0; i < n_; ++i) {
        for (std::size_t j = 0; j < m_; ++j)
          if (p_.sites[j].is_fixed && cost(i, j) < u[i]) --lack[i];
        for (std::size_t j : chosen)
          if (cost(i, j) < u[i]) --lack[i];
        norm += static_cast<double>(lack[i]) * lack[i];
      }
      if (norm == 0) return;
      const double target = best_value_ < kInfinity ? best_value_ : bound + std::abs(bound) * 0.1 + 1;
      const double length = step * (target * 1.001 - bound) / norm;
      for (std::size_t i = 0; i < n_; ++i) u[i] += length * lack[i];
    }
  }

  // What cannot be part of anything better is left out by its reduced cost; the rest is proven by branch and cut.
  void prove_by_program() {
    std::vector<std::size_t> chosen;
    const double base = relax(multipliers_, chosen);
    const double room = best_value_ - (is_whole_ ? 1 - 1e-6 : 0) - base;  // a better answer costs no more than this above the bound
    const double last_in = p_.p > 0 ? saving_[order_[static_cast<std::size_t>(p_.p) - 1]] : -kInfinity;
    const double first_out = static_cast<std::size_t>(p_.p) < order_.size() ? saving_[order_[static_cast<std::size_t>(p_.p)]] : kInfinity;
    IntegerProgram program(false);
    std::vector<int> columns(m_, -1);
    const int count = program.add_row(p_.p, p_.p);
    for (std::size_t k = 0; k < order_.size(); ++k) {
      const std::size_t j = order_[k];
      const bool is_in = k < static_cast<std::size_t>(p_.p);
      if (!is_in && saving_[j] - last_in > room) continue;
      const bool must_open = is_in && first_out - saving_[j] > room;
      columns[j] = program.add_column(0, must_open ? 1 : 0, 1, true);
      program.put(count, columns[j], 1);
    }
    for (std::size_t j = 0; j < m_; ++j)
      if (p_.sites[j].is_fixed) columns[j] = program.add_column(0, 1, 1, true);
    constexpr std::size_t kMostColumns = 250'000;
    for (std::size_t i = 0; i < n_; ++i) {
      const int served = program.add_row(1, 1);
      for (std::size_t j = 0; j < m_; ++j) {
        if (columns[j] < 0 || cost(i, j) == kInfinity || std::max(0.0, cost(i, j) - multipliers_[i]) > room) continue;
        const int z = program.add_column(cost(i, j), 0, 1, false);
        program.put(served, z, 1);
        const int opens = program.add_row(-kInfinity, 0);
        program.put(opens, z, 1), program.put(opens, columns[j], -1);
      }
      if (program.column_count() > kMostColumns) return;
    }
    const ProgramAnswer solved = program.solve((p_.seconds - seconds()) * 0.6);  // the clock of CBC runs late while it solves its first relaxation
    // Nothing better fits into what was left: the answer that stood is the best.
    if (solved.is_infeasible) return void(bound_ = best_value_);
    if (solved.has_solution) {
      std::vector<std::size_t> found;
      for (std::size_t j = 0; j < m_; ++j)
        if (!p_.sites[j].is_fixed && columns[j] >= 0 && solved.columns[static_cast<std::size_t>(columns[j])] > 0.5) found.push_back(j);
      const double value = value_of(found);
      if (value < best_value_) best_value_ = value, best_ = std::move(found);
    }
    if (solved.is_proven) bound_ = best_value_;
    else bound_ = std::max(bound_, std::min(best_value_, solved.bound));
  }

  // The best that differs by one site: near to the second best, and said without a proof.
  std::optional<Answer> second_best() const {
    const Swap swap = best_swap(best_, -kInfinity);
    if (swap.gain == -kInfinity) return std::nullopt;
    std::vector<std::size_t> other = best_;
    *std::find(other.begin(), other.end(), swap.out) = swap.in;
    return evaluate(p_, other);
  }

  const Problem& p_;
  const std::size_t n_, m_;
  std::vector<double> cost_, saving_, multipliers_;
  std::vector<std::size_t> order_, best_;
  bool is_whole_ = true;
  double bound_ = -kInfinity, best_value_ = kInfinity;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

}  // namespace

Result<Solution> solve_median(const Problem& problem) { return Median(problem).solve(); }

}  // namespace niangjia::siting
