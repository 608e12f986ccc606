#pragma once
// A made-up record with a field of every kind, for tests and the fuzzer.

#include "record/record.h"

namespace niangjia {

enum class SampleState { fresh, done };

namespace record {
template <>
struct CodeWords<SampleState> {
  static constexpr std::array words{CodeWord{"fresh", "新的"}, CodeWord{"done", "办结"}};
};
}  // namespace record

struct Sample {
  Id realm_id = 0, id = 0;
  std::string name;
  std::int64_t count = 0;
  double rate = 0;
  bool is_open = false;
  std::optional<Date> held_on;
  SampleState state = SampleState::fresh;
  std::vector<std::string> tags;
  Id union_id = 0;
  std::string phone;
  record::Blob sealed;
  std::int64_t version = 7;
};
inline constexpr std::array sample_fields{
    record::id_field<&Sample::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    record::id_field<&Sample::id>("id", "编号", "smp", {record::kKey | record::kReadOnly}),
    record::field<&Sample::name>("name", "名称", {record::kRequired, 10}),
    record::field<&Sample::count>("count", "数量"),
    record::field<&Sample::rate>("rate", "比例"),
    record::field<&Sample::is_open>("is_open", "开放"),
    record::field<&Sample::held_on>("held_on", "日期"),
    record::field<&Sample::state>("state", "状态"),
    record::field<&Sample::tags>("tags", "标签", {0, 20}),
    record::id_field<&Sample::union_id>("union_id", "工会", "uni"),
    record::field<&Sample::phone>("phone", "电话", {record::kPersonal, 20}),
    record::field<&Sample::sealed>("sealed", "密封", {record::kHidden}),
    record::field<&Sample::version>("version", "版本", {record::kReadOnly}),
};
inline constexpr record::Shape sample_shape{"sample", "sample", "样例", sample_fields};
constexpr const record::Shape& shape_of(const Sample*) { return sample_shape; }

}  // namespace niangjia
