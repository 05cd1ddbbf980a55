/** For tests: a report in the manner of the model case, in our own words; its facts are of a made-up world. */
export const modelReport = `Partners press Ruritania to keep its engineers at the Sarkova dam

World Tonight

President Ilka Dorn speaks at the meeting of donors at the Foreign Ministry in Strelsau, Tuesday, March 3, 2020. (AP Photo/Jo Farmer)

The donors of the Sarkova dam have met here in Strelsau amid conflicting signals over where Ruritania stands.

President Dorn is bringing Ruritanian engineers home from Sarkova. But her partners say the dam is not safe yet.

TVR’s Anna Koval reports.

“We will announce, probably next week, that the work is 100 percent done,” Dorn told the meeting of donors.

The engineer in charge of the dam, Colonel Pavel Hentz, warned lawmakers on Monday that cracks could return.

“Local crews and shared measurements will be crucial. Our engineers are leaving, but our support does not end,” Foreign Minister Mara Tolny told the meeting.

Dorn has ordered the withdrawal of 2,000 engineers, roughly half of those deployed there. The Valley Council rejected the plan.`;
