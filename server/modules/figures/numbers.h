#pragma once
// Every number the figures are made of, for a place or for each of its children.

#include <array>

#include "modules/figures/ledger.h"

namespace niangjia::figures {

enum class Count {
  founded,
  founded_new_form,
  unions,
  joined,
  joined_new_form,
  standing,
  standing_new_form,
  net,
  couriers,
  outlet_couriers,
  brands,
  covered,
  covered_all,
  organised_outlets,
  open_outlets,
  standing_couriers,
  qualified,
  standing_now,
  stations,
  service_times,
  service_people,
  kCount
};
struct Numbers {
  std::array<std::int64_t, static_cast<std::size_t>(Count::kCount)> values{};
  std::int64_t& operator[](Count c) { return values[static_cast<std::size_t>(c)]; }
  std::int64_t operator[](Count c) const { return values[static_cast<std::size_t>(c)]; }
  bool is_zero() const;
  Numbers& operator+=(const Numbers& more);
  Numbers operator-(const Numbers& other) const;
};
using NumbersByNode = std::map<std::string, Numbers>;

// The period and what is known of the realm's facts.
struct Period {
  Date from, to;
  Bounds bounds;
  bool has_roster = false;
};
// Without days: from 1 January of the year of the last fact up to that day, never after today.
Result<Period> read_period(store::ReadTx& tx, Id realm_id, std::optional<Date> from, std::optional<Date> to,
                           Date today);

NumbersByNode count_by_node(store::ReadTx& tx, const Place& place, By by, const Period& period);
// The place itself, when its children are counted already: each person stands under one of them, so people
// are not walked through a second time.
Numbers count_whole(store::ReadTx& tx, const Place& place, const Period& period,
                    const NumbersByNode& children);
// Additive numbers only: flows of the month, stocks at its end (or at the end of the period).
NumbersByNode count_by_month(store::ReadTx& tx, const Place& place, const Period& period);
// Additive numbers of people by form of employment.
std::map<int, Numbers> count_by_category(store::ReadTx& tx, const Place& place, const Period& period);

// --- numbers that are not sums of facts (distinct_store.cpp) ---
void count_outlets(store::ReadTx& tx, const Place& place, By by, const Period& period, NumbersByNode& out);
void count_covers(store::ReadTx& tx, const Place& place, By by, const Period& period, NumbersByNode& out);
// Different people named in services given; read from rows, which a board of many children does not ask for.
void count_service_people(store::ReadTx& tx, const Place& place, By by, const Period& period, NumbersByNode& out);
void count_standing_couriers(store::ReadTx& tx, const Place& place, By by, const Period& period,
                             NumbersByNode& out);
// People in standing whose record wants repair, taken off `qualified`.
void count_unqualified(store::ReadTx& tx, const Place& place, By by, NumbersByNode& out);

}  // namespace niangjia::figures
