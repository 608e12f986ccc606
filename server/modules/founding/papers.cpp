#include "modules/founding/papers.h"

#include <algorithm>

#include "base/text.h"

namespace niangjia::founding {

namespace {

std::string n_of(std::int64_t n) { return std::to_string(n); }

std::string_view post_label(Body body, std::string_view post) {
  bool is_committee = body == Body::committee;
  if (post == "chair") return is_committee ? "主席" : "主任";
  if (post == "vice_chair") return is_committee ? "副主席" : "副主任";
  return "委员";
}

std::string main_unit(const CaseView& v) { return v.units.empty() ? v.row.name : v.units.front().name; }

// Leaders first, then the others as they were put forward (a paper names nobody before the chair).
int rank_of(std::string_view post) { return post == "chair" ? 0 : post == "vice_chair" ? 1 : 2; }

std::string names_in(const CaseView& v, Body body, std::string_view post) {
  std::vector<const FoundingPerson*> elected;
  for (const FoundingPerson& p : v.people)
    if (p.body == body && p.is_elected && (post.empty() || p.post == post)) elected.push_back(&p);
  std::stable_sort(elected.begin(), elected.end(),
                   [](auto* a, auto* b) { return rank_of(a->post) < rank_of(b->post); });
  std::vector<std::string> names;
  for (const FoundingPerson* p : elected) names.push_back(p->name);
  return join(names, "、");
}

// What was typed becomes a part of a sentence, which brings its own full stop.
std::string without_stop(std::string text) {
  for (bool is_cut = true; is_cut;) {
    is_cut = false;
    for (std::string_view mark : {"。", "；", "，", "、", ".", ";", ",", " "})
      if (text.ends_with(mark)) text.resize(text.size() - mark.size()), is_cut = true;
  }
  return text;
}

std::string units_sentence(const CaseView& v) {
  std::vector<std::string> names;
  for (const NamedUnit& u : v.units) names.push_back(u.name);
  if (names.size() == 1)
    return names.front() + "现有职工" + n_of(v.row.workers) + "人，其中女职工" +
           n_of(v.row.women_workers) + "人。";
  return "拟由" + join(names, "、") + "等" + n_of(static_cast<std::int64_t>(names.size())) +
         "家单位联合建立工会，共有职工" + n_of(v.row.workers) + "人，其中女职工" +
         n_of(v.row.women_workers) + "人。";
}

PaperText request_paper(const CaseView& v) {
  PaperText p{main_unit(v), "", "关于成立" + v.row.name + "的请示", v.parent_name + "："};
  p.paragraphs = {units_sentence(v) + "根据《中华人民共和国工会法》和《中国工会章程》，经职工酝酿，拟成立" +
                      v.row.name + "。",
                  "单位党组织和行政的意见：" + without_stop(v.row.opinion) + "。", "拟成立筹备组，名单如下。妥否，请批复。"};
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

// 第二届; the first term is called so in the founding's own papers.
std::string session_words(const FoundingCase& c) {
  static constexpr std::string_view kDigits[] = {"零", "一", "二", "三", "四", "五",
                                                 "六", "七", "八", "九", "十"};
  std::int64_t n = c.session_number;
  if (n >= 0 && n <= 10) return "第" + std::string(kDigits[n]) + "届";
  return "第" + n_of(n) + "届";
}

// What a paper of an election is about: 选举结果, 换届选举结果, 补选结果.
std::string outcome_words(const FoundingCase& c) {
  if (c.kind == CaseKind::reelection) return session_words(c) + "委员会选举结果";
  return c.kind == CaseKind::by_election ? "补选结果" : "选举结果";
}

std::string meeting_sentence(const CaseView& v) {
  std::string which = v.row.kind == CaseKind::by_election ? "" : session_words(v.row) + "第一次";
  return v.row.elected_on->chinese() + "召开" + which + std::string(record::label_of(v.row.meeting)) +
         "，应到" + n_of(v.row.due_count) + "人，实到" + n_of(v.row.present_count) + "人，符合规定人数。";
}

std::string ballot_sentence(const CaseView& v, const FoundingBallot& b) {
  return std::string(record::label_of(b.body)) + "选举：应选" + n_of(b.seats) + "人，发出选票" +
         n_of(b.issued) + "张，收回" + n_of(b.returned) + "张，有效" + n_of(b.valid) + "张；当选：" +
         names_in(v, b.body, "") + "。";
}

std::string term_sentence(const FoundingCase& c) {
  if (c.kind == CaseKind::by_election) return "补选人员的任期为本届尚未履行的期限。";
  return "本届工会委员会任期" + n_of(c.term_years) + "年，自选举之日起计算。";
}

PaperText report_paper(const CaseView& v) {
  PaperText p{v.row.name, "", "关于" + v.row.name + outcome_words(v.row) + "的报告", v.parent_name + "："};
  p.paragraphs.push_back(meeting_sentence(v));
  for (const FoundingBallot& b : v.ballots) p.paragraphs.push_back(ballot_sentence(v, b));
  p.paragraphs.push_back(term_sentence(v.row) + "特此报告。");
  p.table.push_back({"机构", "姓名", "职务", "得票", "结果"});
  for (const FoundingPerson& q : v.people)
    if (q.body != Body::group)
      p.table.push_back({std::string(record::label_of(q.body)), q.name,
                         std::string(post_label(q.body, q.post)), n_of(q.votes),
                         q.is_elected ? "当选" : "未当选"});
  p.signer = v.row.name;
  p.on = v.row.reported_on;
  return p;
}

PaperText outcome_paper(const CaseView& v) {
  const FoundingCase& c = v.row;
  std::string about = c.name + outcome_words(c);
  PaperText p{v.parent_name, c.approval_number, "关于" + about + "的批复", c.name + "："};
  p.paragraphs = {"你会《关于" + about + "的报告》收悉。经研究，同意" + outcome_words(c) +
                  (c.kind == CaseKind::founding ? "，批准成立" + c.name + "。" : "。")};
  for (const FoundingBallot& b : v.ballots) {
    std::string all = names_in(v, b.body, "");
    std::string sentence = std::string(record::label_of(b.body)) +
                           (c.kind == CaseKind::by_election ? "增补" + all + "为委员" : "由" + all + "组成");
    for (std::string_view post : {"chair", "vice_chair"})
      if (std::string names = names_in(v, b.body, post); !names.empty())
        sentence += "，" + names + "任" + std::string(post_label(b.body, post));
    p.paragraphs.push_back(sentence + "。");
  }
  p.paragraphs.push_back(term_sentence(c) + "此复。");
  p.signer = v.parent_name;
  p.on = c.approved_on;
  return p;
}

// --- changes without an election: one matter, asked and granted ---
struct Matter {
  std::string title, asked, granted;
};
Matter matter_of(const CaseView& v) {
  const FoundingCase& c = v.row;
  switch (c.kind) {
    case CaseKind::extension: {
      std::string until = c.term_to_on ? c.term_to_on->chinese() : "";
      return {"延期换届", "申请将" + session_words(c) + "委员会任期延至" + until + "。",
              "同意你会" + session_words(c) + "委员会任期延至" + until + "，请在此前完成换届。"};
    }
    case CaseKind::rename:
      return {"更名", "申请将名称变更为“" + c.new_name + "”。",
              "同意你会更名为“" + c.new_name + "”，请及时办理印章、法人资格和账户的变更。"};
    case CaseKind::resubordination:
      return {"调整隶属关系", "申请将隶属关系由" + v.parent_name + "调整到" + v.to_parent_name + "。",
              "同意你会隶属关系由" + v.parent_name + "调整到" + v.to_parent_name + "，会员会籍随之划转。"};
    default: {
      std::vector<std::string> names;
      for (const NamedUnit& u : v.units) names.push_back(u.name);
      std::string all = join(names, "、");
      return {"增加覆盖单位", "申请增加" + all + "为覆盖单位。",
              "同意你会增加" + all + "为覆盖单位，请做好其职工的入会工作。"};
    }
  }
}

PaperText change_request(const CaseView& v) {
  Matter m = matter_of(v);
  PaperText p{v.row.name, "", "关于" + v.row.name + m.title + "的请示", v.parent_name + "："};
  std::string cause = without_stop(v.row.opinion);
  p.paragraphs = {(cause.starts_with("因") ? "" : "因") + cause + "，" + m.asked, "妥否，请批复。"};
  p.signer = v.row.name;
  p.on = v.row.requested_on;
  return p;
}

PaperText change_approval(const CaseView& v) {
  Matter m = matter_of(v);
  PaperText p{v.parent_name, v.row.approval_number, "关于同意" + v.row.name + m.title + "的批复",
              v.row.name + "："};
  p.paragraphs = {"你会《关于" + v.row.name + m.title + "的请示》收悉。经研究，" + m.granted, "此复。"};
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
  bool is_founding = c.kind == CaseKind::founding, is_change = !has_election(c.kind);
  if (paper == Paper::request && c.requested_on) return is_change ? change_request(v) : request_paper(v);
  if (paper == Paper::prepare && c.prepared_on && is_founding) return prepare_paper(v);
  if (paper == Paper::report && c.reported_on) return report_paper(v);
  if (paper == Paper::approve && c.approved_on) return is_change ? change_approval(v) : outcome_paper(v);
  return std::nullopt;
}

paper::OfficialPaper official_paper(const PaperText& t) {
  return {t.issuer, t.number, t.title, t.addressee, t.paragraphs, t.table, t.signer, t.on ? t.on->chinese() : "", {}};
}

}  // namespace niangjia::founding
