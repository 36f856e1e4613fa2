// The one entry: every element that a component brings registers itself here.
import "../Components/Layout/MainLayout.razor.js";
import "../Components/Layout/ReconnectBar.razor.js";
import "../Components/Ui/Menu.razor.js";
import "../Components/Chat/Composer.razor.js";
import "../Components/Chat/ChatThread.razor.js";
import "../Components/Chat/ModelPicker.razor.js";
import "../Components/Chat/ModelList.razor.js";
import "../Components/Markdown/CodeBlockView.razor.js";
import "../Components/Sidebar/SessionList.razor.js";
import "../Components/Sidebar/SessionRename.razor.js";
import "../Components/Pages/Account/PasswordField.razor.js";
import "../Components/Ui/ConfirmDialog.razor.js";
import "../Components/Ui/ProblemFocus.razor.js";
import "./kept-choice.js";
import "./shortcuts.js";
