#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "record/sample_fixture.h"

namespace niangjia {
namespace {

std::vector<std::string> wrong_fields(const Problem& problem) {
  std::vector<std::string> paths;
  for (const auto& field : problem.fields) paths.push_back(field.path);
  std::sort(paths.begin(), paths.end());
  return paths;
}

TEST(Json, is_read_into_a_record_of_every_kind) {
  auto sample = record::from_json<Sample>(
      R"({"name":" 第一站 ","count":-3,"rate":0.5,"is_open":true,"held_on":"2021-11-12","state":"办结","tags":["甲","乙"]})");
  ASSERT_TRUE(sample.ok()) << sample.problem().message;
  EXPECT_EQ(sample->name, "第一站");
  EXPECT_EQ(sample->count, -3);
  EXPECT_EQ(sample->rate, 0.5);
  EXPECT_TRUE(sample->is_open);
  EXPECT_EQ(sample->held_on->iso(), "2021-11-12");
  EXPECT_EQ(sample->state, SampleState::done) << "a word or its label";
  EXPECT_EQ(sample->tags, (std::vector<std::string>{"甲", "乙"}));
}

TEST(Json, that_is_wrong_is_told_field_by_field_at_once) {
  auto sample = record::from_json<Sample>(
      R"({"count":"三","rate":"x","is_open":1,"held_on":"2021-02-30","state":"半","tags":"甲","union_id":"uni_!","stranger":1})");
  ASSERT_FALSE(sample.ok());
  EXPECT_EQ(sample.problem().code, Code::invalid);
  EXPECT_EQ(wrong_fields(sample.problem()),
            (std::vector<std::string>{"count", "held_on", "is_open", "name", "rate", "state", "stranger",
                                      "tags", "union_id"}));
  for (const auto& field : sample.problem().fields) EXPECT_FALSE(field.message.empty()) << field.path;
}

TEST(Json, counts_characters_and_not_bytes) {
  EXPECT_TRUE(record::from_json<Sample>(R"({"name":"一二三四五六七八九十"})").ok());
  auto longer = record::from_json<Sample>(R"({"name":"一二三四五六七八九十百"})");
  ASSERT_FALSE(longer.ok());
  EXPECT_EQ(wrong_fields(longer.problem()), std::vector<std::string>{"name"});
}

TEST(Json, cannot_set_what_is_read_only_or_hidden) {
  auto sample = record::from_json<Sample>(R"({"name":"a","version":99,"id":"smp_0000000000001"})");
  ASSERT_TRUE(sample.ok()) << sample.problem().message;
  EXPECT_EQ(sample->version, 7);
  EXPECT_EQ(sample->id, 0);
  EXPECT_FALSE(record::from_json<Sample>(R"({"name":"a","sealed":"x"})").ok());
}

TEST(Json, of_a_change_tells_which_fields_came) {
  Sample sample;
  sample.name = "旧";
  std::vector<std::string> present;
  ASSERT_TRUE(
      record::read_record(R"({"count":4,"held_on":null})", sample_shape, &sample, true, &present).ok());
  EXPECT_EQ(sample.name, "旧");
  EXPECT_EQ(sample.count, 4);
  EXPECT_EQ(present, (std::vector<std::string>{"count", "held_on"}));
}

TEST(Json, leaves_personal_and_hidden_fields_out_without_a_permit) {
  Sample sample;
  sample.name = "站", sample.phone = "13800000000", sample.sealed.bytes = "geheim";
  std::string json = record::to_json(sample);
  EXPECT_EQ(json.find("13800000000"), std::string::npos);
  EXPECT_EQ(json.find("geheim"), std::string::npos);
  EXPECT_EQ(json.find("realm_id"), std::string::npos);
  EXPECT_NE(record::to_json(sample, nullptr, "\"more\":1").find("\"more\":1"), std::string::npos);
}

TEST(Json, that_is_no_object_or_goes_too_deep_is_refused_with_a_sentence) {
  for (std::string body :
       {std::string("[]"), std::string("{"), std::string("\"x\""), std::string(200'000, '['), std::string()})
    EXPECT_FALSE(record::from_json<Sample>(body).ok()) << body.substr(0, 10);
}

RC_GTEST_PROP(Json, comes_back_as_it_was_written, ()) {
  Sample sample;
  const auto letters = rc::gen::container<std::string>(rc::gen::element('a', 'b', '"', '\\', '/', '{', ' '));
  sample.name = "x" + (*letters).substr(0, 8) + "x";
  sample.count = *rc::gen::arbitrary<std::int64_t>();
  sample.is_open = *rc::gen::arbitrary<bool>();
  sample.held_on = Date::from_ymd(2000, 1, 1)->plus_days(*rc::gen::inRange(0, 20000));
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
    sample.tags.push_back("t" + (*letters).substr(0, 8) + "t");
  const std::string json = record::to_json(sample);
  auto back = record::from_json<Sample>(json);
  RC_ASSERT(back.ok());
  RC_ASSERT(record::to_json(*back) == json);
}

TEST(List, of_one_column_comes_back) {
  std::vector<std::string> list{"甲,乙", "\"", "", "\n"};
  EXPECT_EQ(record::unpack_list(record::pack_list(list)), list);
  EXPECT_TRUE(record::unpack_list("not json").empty());
}

TEST(Documents, name_every_visible_field_once) {
  for (const std::string& text :
       {record::openapi_schema(sample_shape), record::typescript_interface(sample_shape)}) {
    for (std::string_view name : {"name", "held_on", "state", "union_id", "phone"})
      EXPECT_NE(text.find(name), std::string::npos) << name;
    for (std::string_view hidden : {"sealed", "realm_id"})
      EXPECT_EQ(text.find(hidden), std::string::npos) << hidden;
  }
  EXPECT_EQ(record::type_name("union_cover"), "UnionCover");
}

}  // namespace
}  // namespace niangjia
