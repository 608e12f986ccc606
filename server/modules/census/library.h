#pragma once
// What the library already holds, as an import needs it: unions, outlets, brands and townships in memory for
// the length of a job; people looked up chunk by chunk.

#include <boost/unordered/unordered_flat_map.hpp>
#include <memory>

#include "modules/census/person_row.h"
#include "modules/divisions/divisions.h"
#include "modules/employers/employers.h"
#include "modules/unions/unions.h"

namespace niangjia::census {

struct UnionPlace {
  Id id = 0, parent_id = 0;
  std::string name, name_key, path, township;
  bool is_active = true;
};
class UnionBook {
 public:
  void add(UnionPlace place);
  const UnionPlace* by_id(Id id) const;
  // The active union of that name; `count` tells how many bear it (0, 1, or more: nobody can say which).
  const UnionPlace* by_name(std::string_view name_key, int& count) const;
  const std::vector<UnionPlace>& all() const { return unions_; }
  const UnionPlace& root() const { return unions_[root_]; }
  // The federation of a township, else the root: rows of a place without a union stand there.
  const UnionPlace& of_township(std::string_view code) const;

 private:
  std::vector<UnionPlace> unions_;
  std::multimap<std::string, std::size_t, std::less<>> by_name_;
  boost::unordered_flat_map<Id, std::size_t> by_id_;
  std::map<std::string, std::size_t, std::less<>> by_township_;
  std::size_t root_ = 0;
};

struct OutletPlace {
  Id id = 0, brand_id = 0;
  std::string township;
};

struct Library {
  UnionBook unions;
  std::map<std::string, OutletPlace, std::less<>> outlets;  // by name key
  std::unique_ptr<employers::BrandBook> brands;
  std::unique_ptr<divisions::DivisionBook> divisions;
  std::string county;  // division of the realm, 6 digits
};
Result<Library> load_library(store::ReadTx& tx, Id realm_id);

// A person as the library knows it, with what this job has done to it so far.
struct KnownPerson {
  Id person_id = 0;
  members::Standing standing = members::Standing::none;
  Id union_id = 0;
  std::optional<Date> joined_on;
  int category = 0;
  std::string name;
  bool in_roster = false;          // some work relation stands
  bool is_counted = false;         // one of them counts in the census
  bool claimed_elsewhere = false;  // another federation holds the standing
  bool is_new = false;             // made by this job
  bool is_changed = false;
  std::optional<Date> born_on;
  int gaps = 0;                    // Gap: fields of the record that are empty; of somebody made by this job: none
  int problems = 0;
};
// Fields that a list of members fills in somebody who stands already, when they are empty.
enum Gap : int { kPhoneGap = 1, kCategoryGap = 2, kDayGap = 4, kEthnicityGap = 8, kEducationGap = 16, kPoliticsGap = 32, kMigrantGap = 64, kPlatformGap = 128 };
using IndexKey = std::array<char, 16>;
IndexKey key_of(const record::Blob& index);
struct IndexHash {
  std::size_t operator()(const IndexKey& k) const;
};

// Looks people up by the blind index, a chunk at a time. In a dry run it remembers what the rows before would
// have done (spilling to a scratch file beyond a bound); in a commit the database remembers.
class PersonDesk {
 public:
  PersonDesk(Id realm_id, bool is_dry_run) : realm_id_(realm_id), is_dry_run_(is_dry_run) {}
  Result<void> begin_chunk(store::ReadTx& tx, const std::vector<PersonRow>& rows);
  KnownPerson* find(const record::Blob& identity_index);
  // By 会员编号; fills in the identity index that the row does not have.
  KnownPerson* find_numbered(PersonRow& row);
  KnownPerson& add(const record::Blob& identity_index, KnownPerson person);
  // The person (by identity index) first met with this phone; null when nobody had it. Keeps the newcomer
  // otherwise.
  bool phone_is_anothers(const record::Blob& phone_index, const record::Blob& identity_index);
  // Work at an outlet this person is already known for: true when it stands.
  bool has_work(Id person_id, std::string_view outlet_key, bool has_left);
  void add_work(Id person_id, std::string_view outlet_key, bool has_left);

 private:
  Result<void> spill();
  Id realm_id_;
  bool is_dry_run_;
  boost::unordered_flat_map<IndexKey, KnownPerson, IndexHash> people_;
  boost::unordered_flat_map<Id, IndexKey> numbered_;  // rows of this chunk
  boost::unordered_flat_map<IndexKey, IndexKey, IndexHash> phones_;
  boost::unordered_flat_map<std::string, bool> work_;
  std::unique_ptr<store::Scratch> scratch_;
};

}  // namespace niangjia::census
