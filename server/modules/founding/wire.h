#pragma once
// What is handed in at each step, and how a case goes out.

#include "modules/founding/papers.h"
#include "modules/founding/trial.h"

namespace niangjia::founding {

inline constexpr std::array request_wish_fields{
    field<&RequestWish::on>("on", "请示日期"),
    field<&RequestWish::opinion>("opinion", "党政意见", {record::kRequired, 300}),
};
inline constexpr record::Shape request_wish_shape{"founding_request", "", "建会请示", request_wish_fields};
constexpr const record::Shape& shape_of(const RequestWish*) { return request_wish_shape; }

inline constexpr std::array change_wish_fields{
    field<&ChangeWish::kind>("kind", "事项"),
    field<&ChangeWish::opinion>("opinion", "事由", {0, 300}),
    field<&ChangeWish::on>("on", "请示日期"),
    field<&ChangeWish::new_name>("new_name", "新名称", {0, 60}),
    id_field<&ChangeWish::to_parent_id>("to_parent_id", "新的上级工会", "uni"),
    field<&ChangeWish::term_to_on>("term_to_on", "延期至"),
    field<&ChangeWish::seated>("seated", "在任委员人数"),
};
inline constexpr record::Shape change_wish_shape{"union_case", "", "换届、补选、延期、更名、隶属调整",
                                                 change_wish_fields};
constexpr const record::Shape& shape_of(const ChangeWish*) { return change_wish_shape; }

inline constexpr std::array approval_wish_fields{
    field<&ApprovalWish::on>("on", "批复日期"),
    field<&ApprovalWish::word>("word", "机关代字", {0, 10}),
    field<&ApprovalWish::document_number>("document_number", "已有文号", {0, 40}),
};
inline constexpr record::Shape approval_wish_shape{"founding_approval", "", "批复", approval_wish_fields};
constexpr const record::Shape& shape_of(const ApprovalWish*) { return approval_wish_shape; }

inline constexpr std::array election_wish_fields{
    field<&ElectionWish::meeting>("meeting", "会议形式", {record::kRequired}),
    field<&ElectionWish::on>("on", "选举日期"),
    field<&ElectionWish::due_count>("due_count", "应到人数", {record::kRequired}),
    field<&ElectionWish::present_count>("present_count", "实到人数", {record::kRequired}),
};
inline constexpr record::Shape election_wish_shape{"founding_election", "", "选举", election_wish_fields};
constexpr const record::Shape& shape_of(const ElectionWish*) { return election_wish_shape; }

inline constexpr std::array ballot_count_fields{
    field<&BallotCount::body>("body", "机构", {record::kRequired}),
    field<&BallotCount::issued>("issued", "发出选票", {record::kRequired}),
    field<&BallotCount::returned>("returned", "收回选票", {record::kRequired}),
    field<&BallotCount::valid>("valid", "有效选票", {record::kRequired}),
};
inline constexpr record::Shape ballot_count_shape{"founding_ballot_count", "", "计票", ballot_count_fields};
constexpr const record::Shape& shape_of(const BallotCount*) { return ballot_count_shape; }

inline constexpr std::array vote_count_fields{
    id_field<&VoteCount::id>("id", "候选人", "fnp", {record::kRequired}),
    field<&VoteCount::votes>("votes", "得票", {record::kRequired}),
};
inline constexpr record::Shape vote_count_shape{"founding_votes", "", "得票", vote_count_fields};
constexpr const record::Shape& shape_of(const VoteCount*) { return vote_count_shape; }

inline constexpr std::array report_wish_fields{
    field<&ReportWish::on>("on", "报告日期"),
    field<&ReportWish::term_years>("term_years", "届期（年）"),
};
inline constexpr record::Shape report_wish_shape{"founding_report", "", "选举结果报告", report_wish_fields};
constexpr const record::Shape& shape_of(const ReportWish*) { return report_wish_shape; }

inline constexpr std::array finish_wish_fields{field<&FinishWish::on>("on", "刻章挂牌日期")};
inline constexpr record::Shape finish_wish_shape{"founding_finish", "", "刻章挂牌", finish_wish_fields};
constexpr const record::Shape& shape_of(const FinishWish*) { return finish_wish_shape; }

struct TurnWish {
  std::string reason;
};
inline constexpr std::array turn_wish_fields{field<&TurnWish::reason>("reason", "原因", {0, 200})};
inline constexpr record::Shape turn_wish_shape{"founding_turn", "", "退回、暂缓、撤回", turn_wish_fields};
constexpr const record::Shape& shape_of(const TurnWish*) { return turn_wish_shape; }

// In a list: with the name of the higher union, whether it is late, and the acts open to this actor.
std::string case_json(const Actor& actor, const FoundingCase& c, const std::string& parent_name, Date today);
std::string view_json(const Actor& actor, const CaseView& view, Date today);
std::string trial_json(const Trial& trial);
std::string paper_json(const PaperText& paper);

}  // namespace niangjia::founding
