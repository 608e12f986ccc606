#pragma once
// For tests: unions founded by the way that a cadre goes, one case after another, a step at a time.

#include <rapidcheck.h>

#include "modules/employers/actions.h"
#include "modules/founding/actions.h"
#include "modules/members/test_house.h"

namespace niangjia {

class FoundingWalk {
 public:
  explicit FoundingWalk(niangjia::members::TestHouse& t) : t_(t) {
    auto typed = t_.database().write([&](store::WriteTx& tx) -> Result<void> {
      tx.execute("UPDATE trade_union SET type = 'federation' WHERE realm_id = ? AND id IN (?, ?)",
                 {t_.realm_id, t_.county, t_.township});
      return {};
    });
    RC_ASSERT(typed.ok());
  }
  void go_on() {
    using founding::Body;
    House& house = t_.house();
    switch (step_++ % 8) {
      case 0:
        return open();
      case 1:
        return done(founding::send_request(
            house, t_.organiser, case_, {{}, "同意"},
            {standing_for(Body::group, "甲", "leader"), standing_for(Body::group, "乙", "member"),
             standing_for(Body::group, "丙", "member")}));
      case 2:
        return done(founding::approve_preparing(house, t_.organiser, case_, {{}, "测工", ""}));
      case 3:
        return nominate();
      case 4:
        return done(founding::approve_nominations(house, t_.organiser, case_));
      case 5:
        return elect();
      case 6:
        return done(founding::report_result(house, t_.organiser, case_, {{}, 5}));
      default:
        done(founding::approve(house, t_.organiser, case_, {}));
        ++founded;
    }
  }
  std::int64_t founded = 0, members = 0;  // unions, and who joined while they were prepared

 private:
  template <class T>
  void done(const Result<T>& result) {
    if (!result.ok()) RC_FAIL(result.problem().reason + " " + result.problem().message);
  }
  static founding::FoundingPerson standing_for(founding::Body body, std::string name, std::string post) {
    founding::FoundingPerson p;
    p.body = body;
    p.name = std::move(name);
    p.post = std::move(post);
    return p;
  }
  void open() {
    const std::string name = "第" + std::to_string(founded + 1) + "单位";
    employers::Employer e;
    e.name = name;
    e.township_code = "330603001";
    auto unit = employers::create_employer(t_.house(), t_.organiser, e);
    done(unit);
    founding::FoundingCase c;
    c.name = name + "工会委员会";
    c.parent_id = t_.township;
    c.township_code = "330603001";
    auto made = founding::open_case(t_.house(), t_.organiser, c, {{0, 0, unit->id, false, 5}});
    done(made);
    case_ = made->id;
  }
  void elect() {
    using founding::Body;
    auto view = founding::read_case(t_.house(), t_.organiser, case_);
    done(view);
    const std::int64_t n = view->members.members;
    std::vector<founding::VoteCount> votes;
    for (const auto& p : view->people)
      if (p.body != Body::group) votes.push_back({p.id, p.name == "丁" ? 0 : n});
    done(founding::record_election(t_.house(), t_.organiser, case_, {founding::Meeting::members, {}, n, n},
                                   {{Body::committee, n, n, n}}, votes));
  }
  void nominate() {
    using founding::Body;
    const Id union_id = founding::read_case(t_.house(), t_.organiser, case_)->row.union_id;
    for (int i = 0; i < 3; ++i, ++members)
      done(niangjia::members::create_member(t_.house(), t_.organiser, t_.entry(++strangers_, union_id)));
    founding::FoundingBallot b;
    b.body = Body::committee;
    b.seats = 3;
    done(founding::nominate(
        t_.house(), t_.organiser, case_, {b},
        {standing_for(Body::committee, "甲", "chair"), standing_for(Body::committee, "乙", "member"),
         standing_for(Body::committee, "丙", "member"), standing_for(Body::committee, "丁", "member")}));
  }

  niangjia::members::TestHouse& t_;
  Id case_ = 0;
  int step_ = 0, strangers_ = 500;
};

}  // namespace niangjia
