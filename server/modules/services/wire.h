#pragma once
// What is handed in.

#include "modules/services/actions.h"

namespace niangjia::services {

inline constexpr std::array giving_fields{
    field<&Giving::client_key>("client_key", "登记键", {record::kRequired, 80}),
    id_field<&Giving::station_id>("station_id", "站点", "stn"),
    field<&Giving::item>("item", "服务项目", {record::kRequired, 30}),
    field<&Giving::amount>("amount", "人次"),
    field<&Giving::name>("name", "服务对象", {0, 40}),
    field<&Giving::phone>("phone", "手机", {0, 40}),
    field<&Giving::given_at>("given_at", "时间"),
};
inline constexpr record::Shape giving_shape{"giving", "", "服务登记", giving_fields};
constexpr const record::Shape& shape_of(const Giving*) { return giving_shape; }

struct BatchHead {
  std::optional<Instant> sent_at;
};
inline constexpr std::array batch_head_fields{
    field<&BatchHead::sent_at>("sent_at", "上传时间"),
};
inline constexpr record::Shape batch_head_shape{"giving_batch", "", "服务登记上传", batch_head_fields};
constexpr const record::Shape& shape_of(const BatchHead*) { return batch_head_shape; }

struct ScanForm {
  std::string item, name, phone, device;
};
inline constexpr std::array scan_form_fields{
    field<&ScanForm::item>("item", "服务项目", {record::kRequired, 30}),
    field<&ScanForm::name>("name", "姓名", {0, 40}),
    field<&ScanForm::phone>("phone", "手机", {0, 40}),
    field<&ScanForm::device>("device", "设备标记", {record::kRequired, 60}),
};
inline constexpr record::Shape scan_form_shape{"scan_form", "", "扫码登记", scan_form_fields};
constexpr const record::Shape& shape_of(const ScanForm*) { return scan_form_shape; }

struct UndoForm {
  std::string reason;
};
inline constexpr std::array undo_form_fields{
    field<&UndoForm::reason>("reason", "原因", {record::kRequired, 100}),
};
inline constexpr record::Shape undo_form_shape{"undo_form", "", "作废", undo_form_fields};
constexpr const record::Shape& shape_of(const UndoForm*) { return undo_form_shape; }

struct StockForm {
  Id station_id = 0;
  std::string item;
  std::int64_t amount_left = 0;
};
inline constexpr std::array stock_form_fields{
    id_field<&StockForm::station_id>("station_id", "站点", "stn", {record::kRequired}),
    field<&StockForm::item>("item", "服务项目", {record::kRequired, 30}),
    field<&StockForm::amount_left>("amount_left", "余量"),
};
inline constexpr record::Shape stock_form_shape{"stock_form", "", "库存", stock_form_fields};
constexpr const record::Shape& shape_of(const StockForm*) { return stock_form_shape; }

}  // namespace niangjia::services
