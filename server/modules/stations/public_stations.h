#pragma once
// What everybody may see, held in memory: the stations of a federation as they stand, by place, with the hours of the week
// to come already worked out. Made anew when a station changed (station_epoch) or the day has; any thread.

#include <memory>

#include "modules/stations/store.h"

namespace niangjia::stations {

inline constexpr int kDaysShown = 7;

struct PublicStation {
  Station row;                        // nothing personal is ever read out of it (public_wire.cpp)
  LonLat at;
  std::vector<std::string> kit;       // codes in working order
  std::vector<std::string> kit_out;   // broken or missing
  std::shared_ptr<const std::vector<Stretch>> open;  // null: hours not known, or paused
  std::string closing_reason;         // of a closing that holds today
};

struct NearestAsk {
  LonLat from;
  std::vector<std::string> kit;  // each must be there and work
  bool only_open = false;
  bool only_all_day = false;     // 24 h
  std::size_t limit = 20;
};
struct NearStation {
  const PublicStation* station = nullptr;
  double walk_m = 0;  // straight line × the detour of streets (parameter stations.detour_percent)
};

class PublicStations {
 public:
  PublicStations(store::ReadTx& tx, Id realm_id, Date today);
  ~PublicStations();
  const std::vector<PublicStation>& all() const;
  const PublicStation* find(Id id) const;
  std::vector<NearStation> nearest(const NearestAsk& ask, LocalMinute now) const;
  const Outline& outline() const { return outline_; }
  std::int64_t epoch() const { return epoch_; }
  Date day() const { return day_; }

 private:
  struct Index;
  std::unique_ptr<Index> index_;
  Outline outline_;
  std::int64_t epoch_ = 0;
  Date day_;
  double detour_ = 1;
};

struct DoorState {
  bool is_known = false, is_open = false, is_all_day = false;
  std::optional<LocalMinute> until;  // the next change within the days shown
};
DoorState door_at(const PublicStation& station, LocalMinute now);

// The snapshot that holds now; shared until the last reader is done with it.
class StationShelf {
 public:
  explicit StationShelf(House& house) : house_(house) {}
  Result<std::shared_ptr<const PublicStations>> get(Id realm_id);

 private:
  House& house_;
  std::mutex mutex_;
  std::map<Id, std::shared_ptr<const PublicStations>> kept_;
};

}  // namespace niangjia::stations
