/// Questions and answers made of disease sheets: templates and the local model propose, a person accepts, edits or rejects, and every pair keeps
/// where it comes from (the way of ChatDoctor, Li et al. 2023, arXiv 2303.14070, with a person between). Entry classes:
/// [org.doctorglm.dataset.proposal.TemplateQuestions], [org.doctorglm.dataset.proposal.ModelWordings] and
/// [org.doctorglm.dataset.proposal.DecisionLog].
@NullMarked
package org.doctorglm.dataset.proposal;

import org.jspecify.annotations.NullMarked;
