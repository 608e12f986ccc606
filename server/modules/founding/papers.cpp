#include "modules/founding/papers.h"

#include "base/text.h"

namespace niangjia::founding {

namespace {

std::string n_of(std::int64_t n) { return std::to_string(n); }

std::string_view post_label(std::string_view post) {
  if (post == "leader") return "组长";
  if (post == "chair") return "主席（主任）";
  if (post == "vice_chair") return "副主席（副主任）";
  return "委员";
}

std::string main_unit(const CaseView& v) { return v.units.empty() ? v.row.name : v.units.front().name; }

std::string names_in(const CaseView& v, Body body, std::string_view post) {
  std::vector<std::string> names;
  for (const FoundingPerson& p : v.people)
    if (p.body == body && p.is_elected && (post.empty() || p.post == post)) names.push_back(p.name);
  return join(names, "、");
}

std::string units_sentence(const CaseView& v) {
  std::vector<std::string> names;
  for (const NamedUnit& u : v.units) names.push_back(u.name);
  if (names.size() == 1)
    return names.front() + "现有职工 " + n_of(v.row.workers) + " 人，其中女职工 " +
           n_of(v.row.women_workers) + " 人。";
  return "拟由" + join(names, "、") + "等 " + n_of(static_cast<std::int64_t>(names.size())) +
         " 家单位联合建立工会，共有职工 " + n_of(v.row.workers) + " 人，其中女职工 " +
         n_of(v.row.women_workers) + " 人。";
}

PaperText request_paper(const CaseView& v) {
  PaperText p{main_unit(v), "", "关于成立" + v.row.name + "的请示", v.parent_name + "："};
  p.paragraphs = {units_sentence(v) + "根据《中华人民共和国工会法》和《中国工会章程》，经职工酝酿，拟成立" +
                      v.row.name + "。",
                  "单位党组织和行政的意见：" + v.row.opinion, "拟成立筹备组，名单如下。妥否，请批复。"};
  p.table.push_back({"姓名", "筹备组职务", "单位职务"});
  for (const FoundingPerson& q : v.people)
    if (q.body == Body::group)
      p.table.push_back({q.name, std::string(q.post == "leader" ? "组长" : "成员"), q.duty});
  p.signer = main_unit(v);
  p.on = v.row.requested_on;
  return p;
}

PaperText prepare_paper(const CaseView& v) {
  PaperText p{v.parent_name, v.row.prepare_number, "关于同意筹建" + v.row.name + "的批复",
              main_unit(v) + "："};
  p.paragraphs = {"你单位《关于成立" + v.row.name + "的请示》收悉。经研究，同意筹建" + v.row.name + "。",
                  "请筹备组做好发展会员、酝酿候选人等工作，候选人名单报我会同意后，召开会员大会或会员代表大会"
                  "选举产生工会委员会和经费审查委员会，并将选举结果报我会审批。",
                  "此复。"};
  p.signer = v.parent_name;
  p.on = v.row.prepared_on;
  return p;
}

std::string meeting_sentence(const CaseView& v) {
  return v.row.elected_on->chinese() + "召开第一次" + std::string(record::label_of(v.row.meeting)) +
         "，应到 " + n_of(v.row.due_count) + " 人，实到 " + n_of(v.row.present_count) + " 人，符合规定人数。";
}

std::string ballot_sentence(const CaseView& v, const FoundingBallot& b) {
  return std::string(record::label_of(b.body)) + "选举：应选 " + n_of(b.seats) + " 人，发出选票 " +
         n_of(b.issued) + " 张，收回 " + n_of(b.returned) + " 张，有效 " + n_of(b.valid) + " 张；当选：" +
         names_in(v, b.body, "") + "。";
}

PaperText report_paper(const CaseView& v) {
  PaperText p{v.row.name, "", "关于" + v.row.name + "选举结果的报告", v.parent_name + "："};
  p.paragraphs.push_back(meeting_sentence(v));
  for (const FoundingBallot& b : v.ballots) p.paragraphs.push_back(ballot_sentence(v, b));
  p.paragraphs.push_back("本届工会委员会任期 " + n_of(v.row.term_years) + " 年。特此报告。");
  p.table.push_back({"机构", "姓名", "职务", "得票", "结果"});
  for (const FoundingPerson& q : v.people)
    if (q.body != Body::group)
      p.table.push_back({std::string(record::label_of(q.body)), q.name, std::string(post_label(q.post)),
                         n_of(q.votes), q.is_elected ? "当选" : "未当选"});
  p.signer = v.row.name;
  p.on = v.row.reported_on;
  return p;
}

PaperText approve_paper(const CaseView& v) {
  PaperText p{v.parent_name, v.row.approval_number, "关于" + v.row.name + "选举结果的批复",
              v.row.name + "："};
  p.paragraphs = {"你会《关于" + v.row.name + "选举结果的报告》收悉。经研究，同意选举结果，批准成立" +
                  v.row.name + "。"};
  for (const FoundingBallot& b : v.ballots) {
    std::string chair = names_in(v, b.body, "chair");
    p.paragraphs.push_back(
        std::string(record::label_of(b.body)) + "由" + names_in(v, b.body, "") + "组成" +
        (chair.empty() ? "" : "，" + chair + "任" + (b.body == Body::committee ? "主席" : "主任")) + "。");
  }
  p.paragraphs.push_back("本届任期 " + n_of(v.row.term_years) + " 年，自选举之日起计算。此复。");
  p.signer = v.parent_name;
  p.on = v.row.approved_on;
  return p;
}

}  // namespace

std::optional<Paper> paper_named(std::string_view word) {
  if (word == "request") return Paper::request;
  if (word == "prepare") return Paper::prepare;
  if (word == "report") return Paper::report;
  if (word == "approve") return Paper::approve;
  return std::nullopt;
}

std::optional<PaperText> paper_of(const CaseView& v, Paper paper) {
  const FoundingCase& c = v.row;
  if (paper == Paper::request && c.requested_on) return request_paper(v);
  if (paper == Paper::prepare && c.prepared_on) return prepare_paper(v);
  if (paper == Paper::report && c.reported_on) return report_paper(v);
  if (paper == Paper::approve && c.approved_on) return approve_paper(v);
  return std::nullopt;
}

}  // namespace niangjia::founding
