#pragma once
// What is handed in and how rows go out.

#include "modules/stations/actions.h"
#include "modules/stations/public_stations.h"

namespace niangjia::stations {

struct StepWish {
  StationStatus to = StationStatus::in_use;
  std::string reason;
  std::optional<Date> on;
};
inline constexpr std::array step_wish_fields{
    field<&StepWish::to>("to", "转为", {record::kRequired}),
    field<&StepWish::reason>("reason", "原因", {0, 200}),
    field<&StepWish::on>("on", "日期"),
};
inline constexpr record::Shape step_wish_shape{"step_wish", "", "站点状态", step_wish_fields};
constexpr const record::Shape& shape_of(const StepWish*) { return step_wish_shape; }

struct ListingForm {
  std::string platform;
  ListingState state = ListingState::listed;
  std::optional<Date> state_on;
};
inline constexpr std::array listing_form_fields{
    field<&ListingForm::platform>("platform", "上图平台", {record::kRequired, 30}),
    field<&ListingForm::state>("state", "上图状态"),
    field<&ListingForm::state_on>("state_on", "日期"),
};
inline constexpr record::Shape listing_form_shape{"listing_form", "", "站点上图", listing_form_fields};
constexpr const record::Shape& shape_of(const ListingForm*) { return listing_form_shape; }

struct CheckForm {
  CheckKind kind = CheckKind::patrol;
  std::vector<std::string> items;
  double lon = 0, lat = 0;
  std::string note;
};
inline constexpr std::array check_form_fields{
    field<&CheckForm::kind>("kind", "检查类型", {record::kRequired}),
    field<&CheckForm::items>("items", "检查项", {record::kRequired}),
    field<&CheckForm::lon>("lon", "经度"),
    field<&CheckForm::lat>("lat", "纬度"),
    field<&CheckForm::note>("note", "说明", {0, 500}),
};
inline constexpr record::Shape check_form_shape{"check_form", "", "站点检查", check_form_fields};
constexpr const record::Shape& shape_of(const CheckForm*) { return check_form_shape; }

struct ReportForm {
  TroubleKind kind = TroubleKind::locked;
  std::string note;
  std::string device;  // a number the phone made for itself
};
inline constexpr std::array report_form_fields{
    field<&ReportForm::kind>("kind", "问题", {record::kRequired}),
    field<&ReportForm::note>("note", "说明", {0, 200}),
    field<&ReportForm::device>("device", "设备标记", {0, 60}),
};
inline constexpr record::Shape report_form_shape{"report_form", "", "站点报错", report_form_fields};
constexpr const record::Shape& shape_of(const ReportForm*) { return report_form_shape; }

struct NoteForm {
  std::string note;
  bool is_mended = true;
};
inline constexpr std::array note_form_fields{
    field<&NoteForm::note>("note", "说明", {0, 300}),
    field<&NoteForm::is_mended>("is_mended", "已整改到位"),
};
inline constexpr record::Shape note_form_shape{"note_form", "", "问题单办理", note_form_fields};
constexpr const record::Shape& shape_of(const NoteForm*) { return note_form_shape; }

struct PhoneForm {
  std::string keeper_phone;
};
inline constexpr std::array phone_form_fields{
    field<&PhoneForm::keeper_phone>("keeper_phone", "联系电话", {0, 30}),
};
inline constexpr record::Shape phone_form_shape{"phone_form", "", "责任人电话", phone_form_fields};
constexpr const record::Shape& shape_of(const PhoneForm*) { return phone_form_shape; }

struct WhyForm {
  std::string reason;
};
inline constexpr std::array why_form_fields{
    field<&WhyForm::reason>("reason", "原因", {record::kRequired, 100}),
};
inline constexpr record::Shape why_form_shape{"why_form", "", "原因", why_form_fields};
constexpr const record::Shape& shape_of(const WhyForm*) { return why_form_shape; }

// A row of the console's list and page: labels, position in degrees, what this actor may do.
std::string station_json(House& house, const Actor& actor, const Station& station, const std::vector<StationListing>& listings,
                         std::string_view union_name);
// For everybody; `walk_m` below 0: not asked.
std::string public_csv(const std::vector<PublicStation>& stations);
// In the datum of the tiles, so that a page draws it as it is.
std::string outline_json(const House& house, const Outline& outline);
std::string public_json(const PublicStation& station, LocalMinute now, Date today, double walk_m);

}  // namespace niangjia::stations
