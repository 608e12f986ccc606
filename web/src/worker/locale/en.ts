export default {
  frame: { name: 'Niangjia', large: 'Larger text', normal: 'Normal text', other: '中文', retry: 'Try again', loading: 'Opening…', offline: 'No network. Check the connection and try again.', broken: 'The system is busy. Please try again later.', missing: 'There is no such page. Please scan the code again.' },
  join: {
    title: 'Join the union', invited_by: '{name} invites you to join', pool: '{name} invites you to join; your work place decides which union takes you', until: 'Valid until {day}', step: 'Step {n} of {of}',
    about_phone: 'Your mobile phone', phone: 'Mobile number', phone_hint: '11 digits', get_code: 'Send me a code', again_in: 'Again in {n} s', code: 'Code from the message', code_hint: '6 digits', code_sent: 'The code is on its way and lasts 5 minutes',
    about_you: 'Who you are', name: 'Name', name_hint: 'As on your identity card', identity: 'Identity number', identity_hint: '18 characters, the last may be X',
    about_work: 'Your work', category: 'Kind of work', platform: 'Platform or brand', platform_hint: 'May be left empty', unit: 'Employer or outlet', unit_hint: 'May be left empty', township: 'Where you mostly work', choose: 'Choose',
    about_consent: 'Please read and agree', required: 'required', optional: 'optional',
    next: 'Next', back: 'Back', send: 'Send', sending: 'Sending…', waiting: 'No network. What you filled in is kept on this phone and is sent when the network is back. Please leave this page open.', try_now: 'Try now', need_code: 'The code has run out. Ask for a new one and send again.',
    kept: 'What you had begun is here again.', forget: 'Clear the form', forget_ask: 'Clear what is kept on this phone?', cancel: 'Cancel', sure: 'Clear',
    fill_phone: 'Fill in a mobile number of 11 digits', fill_code: 'Fill in the 6 digits of the code', fill_name: 'Fill in your name', fill_identity: 'Fill in an identity number of 18 characters', wrong_identity: 'The last digit does not fit the others: please compare with your card', fill_consent: 'Please agree to what is required first',
  },
  receipt: {
    title: 'Your application', to: 'Union', pool: 'County pool (we are looking for your union)', applied: 'Applied on', due: 'Answer by', decided: 'Decided on', reason: 'Remark', withdraw: 'Withdraw', withdraw_ask: 'You can apply again afterwards. Withdraw?', withdrawn: 'Withdrawn', keep: 'Keep this page: it shows the state at any time.', card: 'Show my card', cancel: 'Not now', sure: 'Withdraw',
    state: { waiting: 'The union is deciding', accepted: 'You are a member', refused: 'Not accepted', withdrawn: 'Withdrawn', transferring: 'The transfer is under way' },
  },
  me: {
    enter: 'Sign in', realm: 'Federation', tail: 'Last four of your identity number', tail_hint: 'When several people share the number', go: 'Sign in', keeps: 'You stay signed in for 30 days and can sign out under Devices.', lost_phone: 'My number changed', rebind: 'Change my number',
    title: 'My union', requests: 'My requests', due: 'answer by {day}', withdraw: 'Withdraw', held: 'What the union holds about me', history: 'Membership', work: 'Work', reveals: 'Who saw my whole numbers', no_reveals: 'Nobody.', take_home: 'Download all of it (data file)', take_paper: 'Download a PDF to print',
    consents: 'What I agreed to', unsay_ask: 'From then on the union will not contact you or act for you on this ground. Withdraw?', unsay: 'Withdraw', unsaid: 'withdrawn', ask: 'Something is wrong or no longer needed', correction: 'Correct', correction_text: 'Fill in only what is to change; your union checks it.', deletion: 'Delete', deletion_text: 'After leaving the union you may ask for deletion: name and numbers are destroyed for good; figures stay.', note: 'Remark', send: 'Send',
    device: { iphone: 'iPhone', ipad: 'iPad', harmony: 'HarmonyOS phone', android: 'Android phone', windows: 'Windows computer', mac: 'Mac', linux: 'Linux computer', other: 'Another device' }, through: { wechat: 'WeChat', dingtalk: 'DingTalk', alipay: 'Alipay', edge: 'Edge', firefox: 'Firefox', chrome: 'Chrome', safari: 'Safari', other: 'a browser' }, devices: 'Devices', this_device: 'This one', end: 'Sign out', leave: 'Sign out',
    field: { identity_number: 'Identity number', phone: 'Mobile number', born_on: 'Born on', joined_on: 'Member since', category: 'Kind of work', platform: 'Platform or brand', ethnicity: 'Ethnicity', education: 'Education', politics: 'Political status' },
    purpose: { membership: 'Membership', benefits: 'News of benefits', partners: 'Partners' },
  },
  stations: {
    title: 'Service stations nearby', locate: 'Use my location', locate_again: 'Locate again', filter: 'Filter', open_now: 'Open now', all_day: '24 hours', search: 'Name, address or town', list: 'List', map: 'Map', count: '{n} of {of} stations', more: 'More', none: 'No station fits.', show_all: 'Show all stations', take: 'Download all stations (open data)',
    from_copy: 'No network: showing the copy of {at}.', no_copy: 'No network, and no copy on this phone yet.', no_place: 'No location. Allow it in the settings, or search for a town.',
    open: 'Open', open_all_day: 'Open 24 hours', open_until: 'Open until {at}', shut: 'Closed', shut_until: 'Closed, opens at {at}', paused: 'Closed for now', unknown: 'Hours unknown', in_repair: 'Being repaired', walk_m: 'about {n} m on foot', walk_km: 'about {n} km on foot',
    hours: 'Hours', kit: 'Has', kit_out: 'Out of order', services: 'Services', access: 'Entry', phone: 'Phone', verified: 'Last verified', unsure_place: 'The position is not confirmed and may be off by some hundred metres; go by the address.', go: 'Walk there', tell: 'Report', tell_later: 'No network: not reported. Please try again later.',
    chip: { charge: 'Charging', microwave: 'Microwave', toilet: 'Toilet', water: 'Water', air: 'Cool air', battery: 'Battery swap' }, trouble: { locked: 'It was locked', broken_kit: 'Something is broken', wrong_place: 'Wrong place on the map', wrong_sign: 'No sign' }, here: 'My location', no_tiles: 'No map tiles: only the positions to each other; the grid is for reference.',
    scanned: 'This station', take_here: 'I took this service: tap to note it', taken: 'Noted: {item}. Thank you!', elsewhere: 'You are far from this station. The code may have been moved; go by the address above.', am_i_here: 'How far am I from it', others: 'Other stations nearby',
  },
  card: { title: 'Card check', mine: 'Member card', good: 'Valid', bad: 'Not valid', union: 'Union', since: 'Member since', checked: 'Checked at {at}', show: 'Let the counter scan this code' },
}
