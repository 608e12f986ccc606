#pragma once
// Entering and editing a unit: permit, rule, write and journal in one transaction.

#include <functional>

#include "modules/employers/employers.h"

namespace niangjia::employers {

// The unit's place: the federation of its township, else the root.
Result<Employer> create_employer(House& house, const Actor& actor, const Employer& input,
                                 const IdempotencyKey* key = nullptr);
// `seen_at`: the updated_at the editor saw; another's edit in between is told.
Result<Employer> edit_employer(House& house, const Actor& actor, Id id, Instant seen_at,
                               std::string_view change_json);

// Where an outlet lies (在地图上点, or typed); empty words take the position away. `must_lie_inside`: routes.h.
struct OutletSpot {
  std::string written_position;
  record::WrittenDatum datum = record::WrittenDatum::gcj02;
};
inline constexpr std::array outlet_spot_fields{
    field<&OutletSpot::written_position>("written_position", "经纬度", {0, 80}),
    field<&OutletSpot::datum>("datum", "坐标系"),
};
inline constexpr record::Shape outlet_spot_shape{"outlet_spot", "", "网点位置", outlet_spot_fields};
constexpr const record::Shape& shape_of(const OutletSpot*) { return outlet_spot_shape; }
using InsideRule = std::function<Result<void>(store::ReadTx&, Id, std::string_view, record::WrittenDatum)>;
Result<Outlet> place_outlet(House& house, const Actor& actor, Id id, const OutletSpot& spot, const InsideRule& must_lie_inside);

Problem told_unit_missing();
Problem told_outlet_missing();

}  // namespace niangjia::employers
