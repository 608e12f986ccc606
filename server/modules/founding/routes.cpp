#include "modules/founding/routes.h"

#include "access/request_actor.h"
#include "access/taken_list.h"
#include "modules/founding/exports.h"
#include "modules/founding/terms.h"
#include "modules/founding/wire.h"
#include "paper/paper.h"

namespace niangjia::founding {

namespace {

using http::Method;
using http::Request;
using http::Response;

Result<std::string> whole(House& house, const Actor& actor, Id id) {
  TRY(CaseView view, read_case(house, actor, id));
  return view_json(actor, view, house.clock.today());
}

Result<std::string> after(House& house, const Actor& actor, const Result<FoundingCase>& done) {
  if (!done.ok()) return done.problem();
  return whole(house, actor, done->id);
}

Result<std::string> cases_page(House& house, const Actor& actor, const Request& request) {
  Scope scope = visible(actor, "founding.read");
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(CaseFilter filter, read_case_filter(request.query, house.clock.today()));
    TRY(Id before, read_id_of(request.query, "after", "fnd"));
    TRY(int limit, read_limit(request.query));
    auto rows = list_cases(tx, scope, filter, before, limit + 1);
    bool more = rows.size() > static_cast<std::size_t>(limit);
    if (more) rows.pop_back();
    std::vector<std::string> items;
    ParentNames names(tx, actor.realm_id);
    for (const FoundingCase& c : rows)
      items.push_back(case_json(actor, c, names.of(c.parent_id), filter.today));
    return page_json(items, more ? id_to_wire("fnd", rows.back().id) : "", count_cases(tx, scope, filter));
  });
}

Response get_cases(House& house, const Actor& actor, const Request& request) {
  if (request.query_value("format") == "xlsx")
    return workbook_response(export_cases(house, actor, request.query), request, "foundings");
  return answer(cases_page(house, actor, request), request);
}

Response post_case(House& house, const Actor& actor, const Request& request) {
  auto body = record::split_list(request.body, "units", 1000);
  if (!body.ok()) return http::problem(body.problem(), request.request_id);
  auto input = record::from_json<FoundingCase>(body->rest);
  if (!input.ok()) return http::problem(input.problem(), request.request_id);
  auto units = record::read_rows<FoundingUnit>(*body, "units");
  if (!units.ok()) return http::problem(units.problem(), request.request_id);
  return answer_once(house, actor, request, [&](const IdempotencyKey* key) {
    return answer(after(house, actor, open_case(house, actor, *input, std::move(*units), key)), request, 201);
  });
}

struct ChangeForm {
  ChangeWish wish;
  std::vector<FoundingUnit> units;
};
Result<ChangeForm> change_in(const Request& request) {
  TRY(record::ListBody body, record::split_list(request.body, "units", 1000));
  TRY(ChangeWish wish, record::from_json<ChangeWish>(body.rest));
  TRY(std::vector<FoundingUnit> units, record::read_rows<FoundingUnit>(body, "units"));
  return ChangeForm{std::move(wish), std::move(units)};
}

Response post_change(House& house, const Actor& actor, const Request& request) {
  auto form = change_in(request);
  if (!form.ok()) return http::problem(form.problem(), request.request_id);
  auto it = request.parameters.find("id");
  Id union_id = it == request.parameters.end() ? 0 : id_from_wire("uni", it->second).value_or(0);
  return answer_once(house, actor, request, [&](const IdempotencyKey* key) {
    return answer(after(house, actor, open_change(house, actor, union_id, form->wish, form->units, key)),
                  request, 201);
  });
}

Result<std::string> post_correction(House& house, const Actor& actor, const Request& request) {
  TRY(ChangeForm form, change_in(request));
  return after(house, actor, correct_change(house, actor, id_of(request, "fnd"), form.wish, form.units));
}

Result<std::string> post_visit(House& house, const Actor& actor, const Request& request) {
  TRY(FoundingVisit visit, record::from_json<FoundingVisit>(request.body));
  return after(house, actor, add_visit(house, actor, id_of(request, "fnd"), visit));
}

Result<std::string> post_request(House& house, const Actor& actor, const Request& request) {
  TRY(record::ListBody body, record::split_list(request.body, "people", 50));
  TRY(RequestWish wish, record::from_json<RequestWish>(body.rest));
  TRY(std::vector<FoundingPerson> group, record::read_rows<FoundingPerson>(body, "people"));
  return after(house, actor, send_request(house, actor, id_of(request, "fnd"), wish, std::move(group)));
}

Result<Nomination> nomination_in(const Request& request) {
  TRY(record::ListBody with_people, record::split_list(request.body, "people", 300));
  TRY(record::ListBody with_ballots, record::split_list(with_people.rest, "ballots", 5));
  TRY(std::vector<FoundingPerson> people, record::read_rows<FoundingPerson>(with_people, "people"));
  TRY(std::vector<FoundingBallot> ballots, record::read_rows<FoundingBallot>(with_ballots, "ballots"));
  return Nomination{std::move(ballots), std::move(people)};
}

Result<std::string> post_nomination(House& house, const Actor& actor, const Request& request) {
  TRY(Nomination n, nomination_in(request));
  return after(house, actor, nominate(house, actor, id_of(request, "fnd"), n.ballots, n.candidates));
}

Result<std::string> post_try_nomination(House& house, const Actor& actor, const Request& request) {
  TRY(Nomination n, nomination_in(request));
  TRY(Trial trial, try_nomination(house, actor, id_of(request, "fnd"), n));
  return trial_json(trial);
}

Result<ElectionForm> election_in(const Request& request) {
  TRY(record::ListBody with_votes, record::split_list(request.body, "votes", 300));
  TRY(record::ListBody with_ballots, record::split_list(with_votes.rest, "ballots", 5));
  TRY(ElectionWish wish, record::from_json<ElectionWish>(with_ballots.rest));
  TRY(std::vector<VoteCount> votes, record::read_rows<VoteCount>(with_votes, "votes"));
  TRY(std::vector<BallotCount> ballots, record::read_rows<BallotCount>(with_ballots, "ballots"));
  return ElectionForm{wish, std::move(ballots), std::move(votes)};
}

Result<std::string> post_election(House& house, const Actor& actor, const Request& request) {
  TRY(ElectionForm form, election_in(request));
  return after(house, actor,
               record_election(house, actor, id_of(request, "fnd"), form.wish, form.ballots, form.votes));
}

Result<std::string> post_try_election(House& house, const Actor& actor, const Request& request) {
  TRY(ElectionForm form, election_in(request));
  TRY(Trial trial, try_election(house, actor, id_of(request, "fnd"), form));
  return trial_json(trial);
}

// A step whose body is one record.
template <class Wish, class Do>
auto step(Do act) {
  return [act](House& house, const Actor& actor, const Request& request) -> Result<std::string> {
    TRY(Wish wish, record::from_json<Wish>(request.body));
    return after(house, actor, act(house, actor, id_of(request, "fnd"), wish));
  };
}
auto turning(Act act) {
  return step<TurnWish>([act](House& house, const Actor& actor, Id id, const TurnWish& wish) {
    return turn(house, actor, id, act, wish.reason);
  });
}

Result<PaperText> asked_paper(const CaseView& view, const Request& request) {
  auto word = request.parameters.find("paper");
  auto paper = paper_named(word == request.parameters.end() ? "" : word->second);
  auto text = paper ? paper_of(view, *paper) : std::nullopt;
  if (!text) return refuse(Code::not_found, "founding.no_paper", "这份公文还没有形成，请先办理对应的步骤。");
  return *text;
}

// A paper names people: what leaves bears its number, and the journal knows who took it.
Result<std::string> taken_paper(House& house, const Actor& actor, const FoundingCase& c, const PaperText& text,
                                bool is_pdf) {
  const Taking taking(house, actor);
  paper::OfficialPaper official = official_paper(text);
  official.trace = taking.note();
  TRY(std::string bytes, is_pdf ? paper::pdf_of(official) : paper::docx_of(official));
  const std::string reason = "下载公文：" + text.title;
  const auto people = static_cast<std::int64_t>(text.table.empty() ? 0 : text.table.size() - 1);
  auto kept = house.database.write([&](store::WriteTx& tx) -> Result<void> {
    TRY(Permit permit, allow(actor, "founding.read", {c.realm_id, c.union_path, 0, 0}));
    taking.journal(tx, permit, {"founding", c.id, c.union_path, {}, {}, reason}, people);
    return {};
  });
  if (!kept.ok()) return kept.problem();
  return bytes;
}

Response get_paper(House& house, const Actor& actor, const Request& request) {
  auto view = read_case(house, actor, id_of(request, "fnd"));
  if (!view.ok()) return http::problem(view.problem(), request.request_id);
  auto text = asked_paper(*view, request);
  if (!text.ok()) return http::problem(text.problem(), request.request_id);
  const std::string format = request.query_value("format");
  if (format.empty()) return http::json(200, paper_json(*text));
  const bool is_pdf = format == "pdf";
  if (!is_pdf && format != "docx")
    return http::problem(wrong_query("format", "公文可以下载为 pdf 或 docx。"), request.request_id);
  auto bytes = taken_paper(house, actor, view->row, *text, is_pdf);
  if (!bytes.ok()) return http::problem(bytes.problem(), request.request_id);
  return file_response(std::move(*bytes),
                       is_pdf ? "application/pdf"
                              : "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                       text->title + "." + format);
}

}  // namespace

void add_routes(http::Router& router, House& house) {
  const ActorRoutes routes(router, house);
  const std::string one = "/api/v1/foundings/{id}";
  routes.add(Method::get, "/api/v1/foundings", "founding.read", "建会事项，format=xlsx 为导出", get_cases, "", "founding[]");
  routes.add(Method::post, "/api/v1/foundings", "founding.write", "建会立项", post_case, "", "founding");
  routes.add(Method::get, one, "founding.read", "建会事项",
      [](House& h, const Actor& a, const Request& r) { return whole(h, a, id_of(r, "fnd")); }, "", "founding");
  routes.add(Method::get, one + "/papers/{paper}", "founding.read", "建会公文", get_paper);
  routes.add(Method::post, "/api/v1/unions/{id}/cases", "founding.write",
      "换届、补选、延期、更名、隶属调整、增加覆盖单位", post_change, "", "founding");
  routes.add(Method::post, one + "/correct", "founding.write", "补正后再报", post_correction, "", "founding");
  routes.add(Method::post, one + "/visit", "founding.write", "登记走访", post_visit, "", "founding");
  routes.add(Method::post, one + "/request", "founding.write", "建会请示", post_request, "", "founding");
  routes.add(Method::post, one + "/prepare", "founding.approve", "批复筹建", step<ApprovalWish>(approve_preparing), "", "founding");
  routes.add(Method::post, one + "/nominate", "founding.write", "报候选人", post_nomination, "", "founding");
  routes.add(Method::post, one + "/approve_nominations", "founding.approve", "同意候选人",
      [](House& h, const Actor& a, const Request& r) {
        return after(h, a, approve_nominations(h, a, id_of(r, "fnd")));
      }, "", "founding");
  routes.add(Method::post, one + "/elect", "founding.write", "登记选举", post_election, "", "founding");
  routes.add(Method::post, one + "/try_nominate", "founding.write", "按规定核对候选人，不保存", post_try_nomination, "", "founding");
  routes.add(Method::post, one + "/try_elect", "founding.write", "按规定核对计票，不保存", post_try_election, "", "founding");
  routes.add(Method::post, one + "/report", "founding.write", "报告选举结果", step<ReportWish>(report_result), "", "founding");
  routes.add(Method::post, one + "/approve", "founding.approve", "批复", step<ApprovalWish>(approve), "", "founding");
  routes.add(Method::post, one + "/finish", "founding.write", "刻章挂牌归档", step<FinishWish>(finish), "", "founding");
  routes.add(Method::post, one + "/send_back", "founding.approve", "退回补正", turning(Act::send_back), "", "founding");
  routes.add(Method::post, one + "/pause", "founding.write", "暂缓", turning(Act::pause), "", "founding");
  routes.add(Method::post, one + "/resume", "founding.write", "恢复办理", turning(Act::resume), "", "founding");
  routes.add(Method::post, one + "/withdraw", "founding.write", "撤回", turning(Act::withdraw), "", "founding");
  add_term_routes(router, house);
}

}  // namespace niangjia::founding
