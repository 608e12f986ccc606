#include "modules/stations/public_stations.h"

#include <algorithm>
#include <boost/geometry.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <cmath>
#include <mutex>
#include <numbers>

#include "modules/parameters/parameters.h"

namespace niangjia::stations {

namespace {

namespace index = boost::geometry::index;
// A county is small: a plane in which a degree of longitude is shortened by the cosine of its middle latitude keeps order.
using PlanePoint = boost::geometry::model::d2::point_xy<double>;
using Entry = std::pair<PlanePoint, std::uint32_t>;

constexpr LocalMinute kWeek = kDaysShown * 24 * 60;

bool holds(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Most stations share a few patterns of hours; what they mean for the week is worked out once for each.
class Hourglass {
 public:
  Hourglass(Date today) : today_(today), summer_(summer_days_on(today)) {}
  std::shared_ptr<const std::vector<Stretch>> stretches(const std::string& canonical, const std::vector<Closing>& closings) {
    if (canonical.empty()) return nullptr;
    if (!closings.empty()) return made(canonical, closings);
    auto& kept = by_text_[canonical];
    if (!kept) kept = made(canonical, {});
    return kept;
  }

 private:
  std::shared_ptr<const std::vector<Stretch>> made(const std::string& canonical, const std::vector<Closing>& closings) const {
    const OpeningHours hours = read_hours(canonical).hours;
    if (!says_anything(hours, summer_, today_)) return nullptr;
    return std::make_shared<const std::vector<Stretch>>(open_stretches(hours, closings, summer_, today_, kDaysShown));
  }
  Date today_;
  SummerDays summer_;
  std::map<std::string, std::shared_ptr<const std::vector<Stretch>>> by_text_;
};

}  // namespace

struct PublicStations::Index {
  std::vector<PublicStation> stations;  // by id
  index::rtree<Entry, index::rstar<16>> tree;
  double narrowing = 1;  // of a degree of longitude

  PlanePoint plane(LonLat p) const { return {p.lon * narrowing, p.lat}; }
  PublicStation* find(Id id) {
    auto it = std::lower_bound(stations.begin(), stations.end(), id,
                               [](const PublicStation& s, Id wanted) { return s.row.id < wanted; });
    return it == stations.end() || it->row.id != id ? nullptr : &*it;
  }
  void plant() {
    double lat = 0;
    for (const PublicStation& s : stations) lat += s.at.lat;
    narrowing = stations.empty() ? 1 : std::cos(lat / static_cast<double>(stations.size()) * std::numbers::pi / 180);
    std::vector<Entry> entries;
    entries.reserve(stations.size());
    for (std::size_t i = 0; i < stations.size(); ++i)
      entries.emplace_back(plane(stations[i].at), static_cast<std::uint32_t>(i));
    tree = index::rtree<Entry, index::rstar<16>>(entries);
  }
};

PublicStations::PublicStations(store::ReadTx& tx, Id realm_id, Date today)
    : index_(std::make_unique<Index>()), epoch_(epoch_of(tx, realm_id)), day_(today) {
  outline_ = outline_of(tx, realm_id);
  detour_ = static_cast<double>(parameters::value_on("stations.detour_percent", today)) / 100;
  each_public_station(tx, realm_id, [&](const Station& row) {
    PublicStation shown;
    shown.row = row;
    shown.at = *position_of(row);
    index_->stations.push_back(std::move(shown));
  });
  each_kit(tx, realm_id, [&](Id station, std::string_view item, std::string_view state) {
    if (PublicStation* s = index_->find(station))
      (state == record::word_of(KitState::ok) ? s->kit : s->kit_out).emplace_back(item);
  });
  std::map<Id, std::vector<Closing>> closings;
  each_closing(tx, realm_id, today, [&](const StationClosing& c) {
    closings[c.station_id].push_back({c.from_on, c.to_on});
    PublicStation* s = index_->find(c.station_id);
    if (s && c.from_on <= today) s->closing_reason = c.reason;
  });
  Hourglass glass(today);
  for (PublicStation& s : index_->stations) {
    auto own = closings.find(s.row.id);
    if (s.row.status != StationStatus::paused)
      s.open = glass.stretches(s.row.hours, own == closings.end() ? std::vector<Closing>() : own->second);
  }
  index_->plant();
}

PublicStations::~PublicStations() = default;

const std::vector<PublicStation>& PublicStations::all() const { return index_->stations; }
const PublicStation* PublicStations::find(Id id) const { return index_->find(id); }

DoorState door_at(const PublicStation& station, LocalMinute now) {
  DoorState door;
  if (!station.open) return door;
  door.is_known = true;
  auto it = std::upper_bound(station.open->begin(), station.open->end(), now,
                             [](LocalMinute minute, const Stretch& s) { return minute < s.to; });
  if (it == station.open->end()) return door;
  door.is_open = it->from <= now;
  const LocalMinute change = door.is_open ? it->to : it->from;
  door.is_all_day = door.is_open && it->to - it->from >= kWeek;
  if (!door.is_all_day) door.until = change;
  return door;
}

std::vector<NearStation> PublicStations::nearest(const NearestAsk& ask, LocalMinute now) const {
  std::vector<NearStation> found;
  auto wanted = [&](const Entry& entry) {
    const PublicStation& s = index_->stations[entry.second];
    const bool has_kit = std::all_of(ask.kit.begin(), ask.kit.end(), [&](const std::string& k) { return holds(s.kit, k); });
    if (!has_kit) return false;
    if (!ask.only_open && !ask.only_all_day) return true;
    const DoorState door = door_at(s, now);
    return door.is_open && (!ask.only_all_day || door.is_all_day);
  };
  std::vector<Entry> entries;
  index_->tree.query(index::nearest(index_->plane(ask.from), static_cast<unsigned>(ask.limit)) && index::satisfies(wanted),
                     std::back_inserter(entries));
  for (const Entry& entry : entries) {
    const PublicStation& s = index_->stations[entry.second];
    found.push_back({&s, distance_m(ask.from, s.at) * detour_});
  }
  std::sort(found.begin(), found.end(), [](const NearStation& a, const NearStation& b) { return a.walk_m < b.walk_m; });
  return found;
}

Result<std::shared_ptr<const PublicStations>> StationShelf::get(Id realm_id) {
  const Date today = house_.clock.today();
  TRY(std::int64_t epoch, house_.database.read([&](store::ReadTx& tx) -> Result<std::int64_t> { return epoch_of(tx, realm_id); }));
  {
    std::lock_guard lock(mutex_);
    auto kept = kept_.find(realm_id);
    if (kept != kept_.end() && kept->second->epoch() == epoch && kept->second->day() == today) return kept->second;
  }
  // Two readers may make it at once after a change; the second only costs time.
  TRY(auto made, house_.database.read([&](store::ReadTx& tx) -> Result<std::shared_ptr<const PublicStations>> {
    return std::make_shared<const PublicStations>(tx, realm_id, today);
  }));
  std::lock_guard lock(mutex_);
  kept_[realm_id] = made;
  return made;
}

}  // namespace niangjia::stations
